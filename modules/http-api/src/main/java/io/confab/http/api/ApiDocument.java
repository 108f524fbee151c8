package io.confab.http.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI file, as text for people and programs and as the contract that requests are checked against.
 *
 * @param yaml the file as it stands in {@code conf/openapi.yaml}
 * @param json the same as JSON
 * @param contract the same, resolved; shared by all event loops, never to be changed
 */
public record ApiDocument(Buffer yaml, Buffer json, OpenAPIContract contract) {

    /** Where the operations live; {@code servers} of the file. */
    public static final String BASE = "/api/v1";

    private static final String FILE = "/openapi.yaml";

    /** Reads the file off the event loop. It costs most of a second of CPU: load it once, beside the database's start. */
    public static Future<ApiDocument> load(Vertx vertx) {
        return vertx.executeBlocking(ApiDocument::text, false).compose(yaml -> parse(vertx, yaml));
    }

    private static Buffer text() throws IOException {
        try (InputStream file = ApiDocument.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException("The class path has no " + FILE);
            }
            return Buffer.buffer(file.readAllBytes());
        }
    }

    private static Future<ApiDocument> parse(Vertx vertx, Buffer yaml) {
        return vertx.executeBlocking(() -> object(yaml), false)
                .compose(document -> OpenAPIContract.from(vertx, withAbsoluteServer(document))
                        .map(contract -> new ApiDocument(yaml, document.toBuffer(), new SlimContract(contract))));
    }

    private static JsonObject object(Buffer yaml) {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.toString());
        return new JsonObject(document);
    }

    /** Vert.x takes the base path from absolute addresses only; where the server really is does not matter to it. */
    private static JsonObject withAbsoluteServer(JsonObject document) {
        JsonObject server = new JsonObject().put("url", "http://localhost" + BASE);
        return document.copy().put("servers", new JsonArray().add(server));
    }
}
