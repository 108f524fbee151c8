package io.confab.http.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.contract.SecurityRequirement;
import io.vertx.openapi.contract.SecurityScheme;
import io.vertx.openapi.contract.Server;
import java.util.List;

/**
 * A resolved contract with an empty schema repository.
 *
 * <p>For each value that it checks Vert.x copies the whole repository, which holds the meta-schemas of OpenAPI: three
 * quarters of the cost of a small request. A resolved contract refers to nothing by name, so nothing of it is needed.
 */
final class SlimContract implements OpenAPIContract {

    private final OpenAPIContract resolved;
    private final SchemaRepository empty = SchemaRepository.create(new JsonSchemaOptions()
            .setBaseUri("app://")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));

    SlimContract(OpenAPIContract resolved) {
        this.resolved = resolved;
    }

    @Override
    public SchemaRepository getSchemaRepository() {
        return empty;
    }

    @Override
    public Operation operation(String operationId) {
        return resolved.operation(operationId);
    }

    @Override
    public List<Operation> operations() {
        return resolved.operations();
    }

    @Override
    public List<Path> getPaths() {
        return resolved.getPaths();
    }

    @Override
    public JsonObject getRawContract() {
        return resolved.getRawContract();
    }

    @Override
    public OpenAPIVersion getVersion() {
        return resolved.getVersion();
    }

    @Override
    public List<Server> getServers() {
        return resolved.getServers();
    }

    @Override
    public Path findPath(String urlPath) {
        return resolved.findPath(urlPath);
    }

    @Override
    public Operation findOperation(String urlPath, HttpMethod method) {
        return resolved.findOperation(urlPath, method);
    }

    @Override
    public List<SecurityRequirement> getSecurityRequirements() {
        return resolved.getSecurityRequirements();
    }

    @Override
    public SecurityScheme securityScheme(String name) {
        return resolved.securityScheme(name);
    }
}
