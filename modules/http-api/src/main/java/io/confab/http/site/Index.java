package io.confab.http.site;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page with the address of every script and style extended by a mark of its content ({@code ?v=…}), so that browsers
 * keep them for ever and a new version of the page never meets old scripts. This takes the place of a build step: the import
 * map, written by hand for the libraries, gets an entry for each module, and whatever the first module needs is announced
 * in the head, so that it is loaded at once and not level by level.
 */
final class Index {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\">");
    private static final Pattern LINK = Pattern.compile("(href|src)=\"(/[^\"?]+\\.(?:css|js))\"");
    private static final Pattern IMPORT = Pattern.compile("(?:^|[;}\\s])(?:import|from)\\s*[\"']([^\"']+)[\"']");

    private final String html;
    private final Map<String, Asset> assets;
    private final JsonObject imports;

    private Index(String html, Map<String, Asset> assets) {
        this.html = html;
        this.assets = assets;
        this.imports = importMap(html);
    }

    /** The page as it is served; one without import map, as an operator may bring, stays as it is. */
    static Asset of(Asset page, Map<String, Asset> assets) {
        Index index = new Index(page.plain().toString(StandardCharsets.UTF_8), assets);
        return index.imports.isEmpty() ? page : index.finished();
    }

    private Asset finished() {
        String map = new JsonObject()
                .put("imports", new JsonObject(versionedImports()))
                .encode();
        String linked = LINK.matcher(html).replaceAll(found -> quoted(found, versioned(found.group(2))));
        String mapped = IMPORT_MAP
                .matcher(linked)
                .replaceFirst(Matcher.quoteReplacement("<script type=\"importmap\">" + map + "</script>"));
        byte[] content = mapped.replace("</head>", preloads() + "</head>").getBytes(StandardCharsets.UTF_8);
        return Asset.of("index.html", content)
                .allowing("'sha256-"
                        + Base64.getEncoder().encodeToString(Asset.digest(map.getBytes(StandardCharsets.UTF_8))) + "'");
    }

    private Map<String, Object> versionedImports() {
        Map<String, Object> versioned = new TreeMap<>();
        imports.forEach(entry -> versioned.put(entry.getKey(), versioned((String) entry.getValue())));
        assets.keySet().stream().filter(Index::isModule).forEach(path -> versioned.put(path, versioned(path)));
        return versioned;
    }

    private String versioned(String path) {
        Asset asset = assets.get(path);
        return asset == null ? path : path + "?v=" + asset.etag();
    }

    private String preloads() {
        return needed().stream()
                .map(path -> "<link rel=\"modulepreload\" href=\"" + versioned(path) + "\">")
                .collect(Collectors.joining("\n"));
    }

    /** What the first module imports, and what that imports; what is imported only when it is needed is left out. */
    private Set<String> needed() {
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> next = MODULE.matcher(html)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(ArrayDeque::new));
        while (!next.isEmpty()) {
            String path = next.poll();
            Asset module = assets.get(path);
            if (module != null && needed.add(path)) {
                IMPORT.matcher(module.plain().toString(StandardCharsets.UTF_8))
                        .results()
                        .forEach(found -> next.add(resolved(path, found.group(1))));
            }
        }
        return needed;
    }

    private String resolved(String importer, String specifier) {
        String mapped = imports.getString(specifier);
        return mapped != null
                ? mapped
                : URI.create(importer).resolve(URI.create(specifier)).getPath();
    }

    private static boolean isModule(String path) {
        return (path.startsWith("/js/") || path.startsWith("/lib/")) && path.matches(".*\\.m?js");
    }

    private static String quoted(MatchResult found, String address) {
        return Matcher.quoteReplacement(found.group(1) + "=\"" + address + "\"");
    }

    private static JsonObject importMap(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        try {
            return map.find()
                    ? new JsonObject(map.group(1)).getJsonObject("imports", new JsonObject())
                    : new JsonObject();
        } catch (DecodeException e) {
            throw new IllegalArgumentException("The import map of the page is no JSON: " + e.getMessage(), e);
        }
    }
}
