package io.confab.http.site;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file, ready to be sent; shared by all event loops.
 *
 * @param type its media type
 * @param etag changes whenever the content does
 * @param plain the content
 * @param gzip the content compressed; null where that is no gain
 * @param script the hash of the one script inside it that may run, as a content policy has it; empty for none
 */
record Asset(String type, String etag, Buffer plain, Buffer gzip, String script) {

    private static final int WORTH_COMPRESSING = 1_024;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "yaml", "application/yaml",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml");

    static Asset of(String name, byte[] content) {
        String type = typeOf(name.substring(name.lastIndexOf('.') + 1));
        byte[] small = compressed(content);
        boolean isGain = isText(type) && content.length >= WORTH_COMPRESSING && small.length < content.length;
        return new Asset(type, etagOf(content), Buffer.buffer(content), isGain ? Buffer.buffer(small) : null, "");
    }

    /** The same page, in which a script of this hash may run. */
    Asset allowing(String hash) {
        return new Asset(type, etag, plain, gzip, hash);
    }

    /** Whether it may load something: a page does, and a worker that is made of a script. */
    boolean isActive() {
        return isPage() || type.startsWith("text/javascript");
    }

    boolean isPage() {
        return type.startsWith("text/html");
    }

    private static String typeOf(String extension) {
        String known = TYPES.get(extension);
        String mapped = known != null ? known : MimeMapping.mimeTypeForExtension(extension);
        return mapped != null ? mapped : "application/octet-stream";
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || TYPES.containsValue(type);
    }

    private static String etagOf(byte[] content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(digest(content))
                .substring(0, 22);
    }

    /** Its SHA-256. */
    static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written to", e);
        }
        return bytes.toByteArray();
    }
}
