package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.http.Client.Reply;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

    @TempDir
    Path outside;

    private Server server = new Server();
    private Client browser = server.client().as(null);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesThePageThatIsPackedWithIt() {
        Reply page = browser.get("/").is(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text()).startsWith("<!doctype html>");
        assertThat(browser.get("/js/main.js").is(200).header("Content-Type"))
                .isEqualTo("text/javascript; charset=utf-8");
        assertThat(browser.get("/css/base.css").is(200).header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(browser.get("/favicon.svg").is(200).header("Content-Type")).isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/g/1",
                "/g/1/45",
                "/g/general",
                "/g/tech-talk/45",
                "/join",
                "/test-client",
                "/test_client.html",
                "/static/index.html"
            })
    void servesThePageAtLinksIntoIt(String path) {
        assertThat(browser.get(path).is(200).bytes()).isEqualTo(browser.get("/").bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/g/",
                "/g/General",
                "/g/general/x",
                "/r/general",
                "/nothing",
                "/js",
                "/js/",
                "/index.htm",
                "/lib",
                "/lib/lit/package.json"
            })
    void servesNothingElse(String path) {
        browser.get(path).isError(404, "NOT_FOUND");
    }

    @Test
    void letsBrowsersKeepCopiesThatTheyCheck() {
        Reply first = browser.get("/js/main.js");
        String etag = first.header("ETag");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        for (String known : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            Reply again = browser.send("GET", "/js/main.js", null, "If-None-Match", known);
            assertThat(again.is(304).bytes()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(etag);
        }
        browser.send("GET", "/js/main.js", null, "If-None-Match", "\"old\"").is(200);
    }

    @Test
    void letsBrowsersKeepForEverWhatIsAskedForByItsContent() {
        String page = browser.get("/").text();
        String script = address(page, "src=\"(/js/main\\.js\\?v=[^\"]+)\"");
        assertThat(browser.get(script).is(200).header("Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(browser.get("/js/main.js?v=old").is(200).header("Cache-Control"))
                .isEqualTo("no-cache");
        assertThat(browser.get("/").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void namesEveryModuleInTheImportMapAndAnnouncesWhatTheFirstOneNeeds() {
        String page = browser.get("/").text();
        JsonObject imports =
                new JsonObject(address(page, "<script type=\"importmap\">(.*?)</script>")).getJsonObject("imports");
        assertThat(imports.fieldNames())
                .contains("lit", "marked", "dompurify", "/js/store/chat.js", "/lib/lit-html/lit-html.js");
        assertThat(imports.stream().map(entry -> (String) entry.getValue()))
                .allSatisfy(file -> assertThat(browser.get(file).is(200).header("Cache-Control"))
                        .contains("immutable"));
        assertThat(page)
                .contains("modulepreload\" href=\"" + imports.getString("lit"))
                .contains("modulepreload\" href=\"" + imports.getString("/js/store/chat.js"))
                .doesNotContain("modulepreload\" href=\"" + imports.getString("/js/text/de.js"));
    }

    @Test
    void allowsTheImportMapAndNoOtherScriptInsideThePage() throws NoSuchAlgorithmException {
        Reply page = browser.get("/");
        String map = address(page.text(), "<script type=\"importmap\">(.*?)</script>");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8));
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';");
    }

    @Test
    void compressesTextForThoseWhoAskForIt() throws IOException {
        Reply plain = browser.get("/js/main.js");
        Reply small = browser.send("GET", "/js/main.js", null, "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(small.is(200).header("Content-Encoding")).isEqualTo("gzip");
        assertThat(small.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(small.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(browser.send("GET", "/js/main.js", null, "Accept-Encoding", "gzip;q=0")
                        .header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answersReadsOnly() {
        Reply head = browser.send("HEAD", "/", null).is(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(browser.get("/").bytes().length));
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND")) {
            assertThat(browser.send(method, "/", null)
                            .isError(405, "METHOD_NOT_ALLOWED")
                            .header("Allow"))
                    .isEqualTo("GET, HEAD");
        }
    }

    @Test
    void tellsBrowsersToRunNothingForeign() {
        String policy = browser.get("/").header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self' 'sha256-", "style-src 'self';", "base-uri 'none'")
                .contains("frame-ancestors 'none'", "form-action 'self'")
                .endsWith("connect-src 'self' ws://127.0.0.1:" + server.port() + " wss://127.0.0.1:" + server.port())
                .doesNotContain("unsafe", "*", "http:");
    }

    @Test
    void neverPutsAHostIntoThePolicyThatCouldChangeIt() {
        String answer = server.raw(
                "GET / HTTP/1.1\r\nHost: a; script-src *\r\nConnection: close\r\n\r\n", Duration.ofSeconds(5));
        assertThat(answer).doesNotContain("script-src *");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../pom.xml",
                "/../../../../../../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fpom.xml",
                "/js/../../pom.xml",
                "/js/%2e%2e/%2e%2e/pom.xml",
                "/..\\..\\pom.xml",
                "/..%5c..%5cpom.xml",
                "//etc/passwd",
                "/js/main.js%00.html",
                "/%c0%ae%c0%ae/pom.xml",
                "/%252e%252e/pom.xml",
                "/.env",
                "/.git/config",
                "/js/.hidden",
                "/linked.html",
                "/linked/secret.html",
                "/....//secret.html",
                "/%",
                "/%zz",
                "/\u00e9",
                "http://127.0.0.1/../secret.html",
                "/C:/Windows/win.ini",
                "/WEB-INF/web.xml",
                "/webroot/index.html"
            })
    void leadsNowhereOutsideItsFolder(String path) throws IOException {
        Path webroot = folderWithSecretsAround();
        server.close();
        server = new Server(Configs.withWebroot(webroot));
        String answer = server.raw(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", Duration.ofSeconds(5));
        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 40[04] .*\\{\"error\":\\{\"code\":\".*")
                .doesNotContain("secret");
    }

    @Test
    void servesAFolderThatTheOperatorNames() throws IOException {
        server.close();
        server = new Server(Configs.withWebroot(folderWithSecretsAround()));
        browser = server.client().as(null);
        assertThat(browser.get("/").is(200).text()).isEqualTo("<!doctype html>mine");
        assertThat(browser.get("/a%20b/%C3%A9.txt").is(200).text()).isEqualTo("found");
        browser.get("/docs").is(200);
    }

    @Test
    void refusesAFolderWithoutAPage() {
        assertThatThrownBy(() -> new Server(Configs.withWebroot(outside.resolve("absent"))))
                .hasMessageContaining("absent, has no index.html");
    }

    @Test
    void showsTheContractToPeopleAndPrograms() {
        assertThat(browser.get("/openapi.yaml").is(200).header("Content-Type")).isEqualTo("application/yaml");
        assertThat(browser.get("/openapi.yaml").text()).contains("openapi: 3.1.0", "url: /api/v1");
        assertThat(browser.get("/openapi.json")
                        .is(200)
                        .json()
                        .at("/paths/~1groups/get/operationId")
                        .asText())
                .isEqualTo("listGroups");
        assertThat(browser.get("/docs").is(200).header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void documentsTheApiWithNothingFromOutside() {
        String page = browser.get("/docs").text()
                + browser.get("/docs.js").is(200).text()
                + browser.get("/docs.css").is(200).text();
        assertThat(page)
                .doesNotContainPattern(
                        "(?i)https?:|//[a-z]|style=|\\son[a-z]+=|<script>|<style|innerHTML|eval\\(|url\\(");
    }

    private static String address(String page, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private Path folderWithSecretsAround() throws IOException {
        Path webroot = Files.createDirectory(outside.resolve("web"));
        write(outside.resolve("secret.html"), "secret");
        write(webroot.resolve("index.html"), "<!doctype html>mine");
        write(Files.createDirectory(webroot.resolve("a b")).resolve("é.txt"), "found");
        write(Files.createDirectory(webroot.resolve("js")).resolve(".hidden"), "secret");
        write(webroot.resolve(".env"), "secret");
        write(Files.createDirectory(webroot.resolve(".git")).resolve("config"), "secret");
        Files.createSymbolicLink(webroot.resolve("linked.html"), outside.resolve("secret.html"));
        Files.createSymbolicLink(webroot.resolve("linked"), outside);
        return webroot;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
