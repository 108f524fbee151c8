package io.confab.dialects;

import io.confab.http.Routes;
import io.confab.http.edge.Exchange;
import io.confab.http.edge.Problem;
import io.confab.http.edge.Reads;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One document of the API for all contracts: the native one with the tags and paths of the others. */
final class Document implements Routes {

    private static final String NATIVE = "/openapi.yaml";
    private static final String OF_CONTRACT = "paths.yaml";

    private final Vertx vertx;
    private final List<Contract> contracts;
    private Future<Buffer> json;

    Document(Vertx vertx, List<Contract> contracts) {
        this.vertx = vertx;
        this.contracts = List.copyOf(contracts);
    }

    @Override
    public void mount(Router router) {
        Reads.route(router, "/openapi.json", ctx -> {
            Exchange.of(ctx).serves("site");
            json().onSuccess(document -> Reads.send(ctx, "application/json", document))
                    .onFailure(ctx::fail);
        });
    }

    @Override
    public boolean owns(String path) {
        return false;
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return Detail.of(problem);
    }

    /** Made when it is asked for first: hardly anybody does, and it costs every event loop of a start otherwise. */
    private Future<Buffer> json() {
        if (json == null) {
            json = vertx.executeBlocking(this::read, false);
        }
        return json;
    }

    private Buffer read() throws IOException {
        JsonObject whole = object(Document.class, NATIVE);
        for (Contract contract : contracts) {
            JsonObject part = object(contract.getClass(), OF_CONTRACT);
            whole.getJsonArray("tags").addAll(part.getJsonArray("tags", new JsonArray()));
            part.getJsonObject("paths", new JsonObject())
                    .forEach(path -> whole.getJsonObject("paths").put(path.getKey(), fromTheRoot(path.getValue())));
        }
        return whole.toBuffer();
    }

    /** The addresses of contracts do not stand below those of the native one. */
    private static JsonObject fromTheRoot(Object item) {
        JsonObject root = new JsonObject().put("url", "/");
        return ((JsonObject) item).put("servers", new JsonArray().add(root));
    }

    private static JsonObject object(Class<?> owner, String name) throws IOException {
        try (InputStream file = owner.getResourceAsStream(name)) {
            if (file == null) {
                return new JsonObject();
            }
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new JsonObject(document);
        }
    }
}
