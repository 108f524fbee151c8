package io.confab.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The types that the comments of the page's modules promise, checked by the TypeScript compiler of its WebJar on the Node.js
 * that Playwright brings.
 */
class PageTypesIT {

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final List<String> LIBRARIES = List.of(
            "lit", "lit-html", "lit-element", "lit__reactive-element", "marked", "dompurify", "types__trusted-types");

    @TempDir
    Path folder;

    @Test
    void everyModuleKeepsItsTypes() throws Exception {
        copy(Path.of("..", "..", "webroot", "js"), folder.resolve("js"));
        for (String library : LIBRARIES) {
            unpack(library, "", folder.resolve("libraries").resolve(library));
        }
        unpack("typescript", "lib", folder.resolve("typescript"));
        try (InputStream config = resource("/page/tsconfig.json")) {
            Files.copy(config, folder.resolve("tsconfig.json"));
        }
        assertThat(compilerSays()).isEmpty();
    }

    private String compilerSays() throws IOException, InterruptedException {
        List<String> command = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .createProcessBuilder()
                .command();
        Process compiler = new ProcessBuilder(command.get(0), "typescript/tsc.js", "-p", ".")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        compiler.waitFor();
        return output;
    }

    /** Copies a folder of a WebJar out of it, wherever that is. */
    private static void unpack(String library, String inside, Path target) throws IOException, URISyntaxException {
        Properties properties = new Properties();
        try (InputStream file = resource("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            properties.load(file);
        }
        String name = WEBJARS + library + "/" + properties.getProperty("version") + "/" + inside;
        URL anchor = Objects.requireNonNull(
                PageTypesIT.class.getResource(
                        WEBJARS + library + "/" + properties.getProperty("version") + "/package.json"),
                name);
        URI uri = anchor.toURI();
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            copy(jar.getPath(name), target);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PageTypesIT.class.getResourceAsStream(name), name);
    }
}
