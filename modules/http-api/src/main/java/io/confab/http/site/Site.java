package io.confab.http.site;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All files that are served, by their address; read once, shared by all event loops. */
public final class Site {

    private static final String INDEX = "index.html";
    private static final String PACKED = "/webroot/";
    private static final List<String> DOCS = List.of("docs.html", "docs.css", "docs.js");
    private static final long MAX_BYTES = 64 * 1024 * 1024;

    private final Map<String, Asset> assets = new HashMap<>();
    private long bytes;

    private Site() {}

    /**
     * Reads the page and the documentation off the event loop.
     *
     * <p>Hidden files and links are left out. Fails with one sentence when the folder cannot be read, has no {@code
     * index.html}, or holds more than 64 MB.
     *
     * @param webroot the folder of the page; null for the one in the jar
     * @param openApi the OpenAPI file, by its name
     */
    public static Future<Site> load(Vertx vertx, Path webroot, Map<String, byte[]> openApi) {
        return vertx.executeBlocking(() -> read(webroot, openApi), false);
    }

    /** The file at an address, decoded and normalized; null when there is none. */
    Asset at(String path) {
        return assets.get(path);
    }

    private static Site read(Path webroot, Map<String, byte[]> openApi) throws IOException {
        Site site = new Site();
        if (webroot == null) {
            site.readPacked();
        } else {
            site.readFolder(webroot);
        }
        for (String name : DOCS) {
            site.put("/" + name, resource("/docs/" + name));
        }
        for (Map.Entry<String, byte[]> file : openApi.entrySet()) {
            site.put("/" + file.getKey(), file.getValue());
        }
        for (Map.Entry<String, byte[]> file : Libraries.read().entrySet()) {
            site.put(file.getKey(), file.getValue());
        }
        site.assets.put("/", Index.of(site.assets.get("/" + INDEX), site.assets));
        site.assets.put("/" + INDEX, site.assets.get("/"));
        site.assets.put("/docs", site.assets.get("/docs.html"));
        return site;
    }

    private void readPacked() throws IOException {
        URL index = Site.class.getResource(PACKED + INDEX);
        if (index == null) {
            throw new FileNotFoundException("The class path has no " + PACKED + INDEX);
        }
        URI uri = asUri(index);
        if (!"jar".equals(uri.getScheme())) {
            readFolder(Path.of(uri).getParent());
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            readFolder(jar.getPath(PACKED));
        }
    }

    private void readFolder(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(INDEX))) {
            throw new NoSuchFileException("The folder of the page, " + folder + ", has no " + INDEX);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(found -> isServed(folder, found))::iterator) {
                put(address(folder, file), Files.readAllBytes(file));
            }
        }
    }

    private void put(String path, byte[] content) throws IOException {
        bytes += content.length;
        if (bytes > MAX_BYTES) {
            throw new IOException("The page has more than " + MAX_BYTES + " bytes");
        }
        assets.put(path, Asset.of(path, content));
    }

    private static boolean isServed(Path folder, Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Stream.of(address(folder, file).split("/", -1)).noneMatch(name -> name.startsWith("."));
    }

    private static String address(Path folder, Path file) {
        return "/" + folder.relativize(file).toString().replace('\\', '/');
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = Site.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new FileNotFoundException("The class path has no " + name);
            }
            return file.readAllBytes();
        }
    }

    private static URI asUri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("The class path is at an address that cannot be read: " + url, e);
        }
    }
}
