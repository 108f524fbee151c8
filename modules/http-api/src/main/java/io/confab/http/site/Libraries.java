package io.confab.http.site;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The libraries of the page, out of their WebJars; their versions are those of the poms. Only the files that the page loads
 * are served, at {@code /lib/<library>/<file>}.
 */
final class Libraries {

    private static final String GROUP = "org.webjars.npm";

    private static final Map<String, List<String>> FILES = Map.of(
            "lit", List.of("index.js"),
            "lit__reactive-element", List.of("reactive-element.js", "css-tag.js"),
            "lit-element", List.of("lit-element.js"),
            "lit-html",
                    List.of(
                            "lit-html.js",
                            "is-server.js",
                            "directive.js",
                            "directive-helpers.js",
                            "directives/guard.js",
                            "directives/live.js",
                            "directives/repeat.js"),
            "marked", List.of("lib/marked.esm.js"),
            "dompurify", List.of("dist/purify.min.js"));

    private Libraries() {}

    /** All of their files by address; fails when a WebJar is not on the class path. */
    static Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> library : FILES.entrySet()) {
            String folder = library.getKey() + "/" + version(library.getKey()) + "/";
            for (String file : library.getValue()) {
                files.put(
                        "/lib/" + library.getKey() + "/" + file,
                        resource("/META-INF/resources/webjars/" + folder + file));
            }
        }
        return files;
    }

    private static String version(String library) throws IOException {
        Properties properties = new Properties();
        String name = "/META-INF/maven/" + GROUP + "/" + library + "/pom.properties";
        try (InputStream file = open(name)) {
            properties.load(file);
        }
        return properties.getProperty("version");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = open(name)) {
            return file.readAllBytes();
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = Libraries.class.getResourceAsStream(name);
        if (file == null) {
            throw new FileNotFoundException("The class path has no " + name);
        }
        return file;
    }
}
