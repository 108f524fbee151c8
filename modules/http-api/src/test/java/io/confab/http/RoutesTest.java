package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.http.edge.Problem;
import io.vertx.ext.web.Router;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Server server = new Server(HttpConfig.STANDARD, new Pets());
    private final Client client = server.client();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesTheRoutesOfAnotherContract() {
        Client.Reply reply = client.get("/pets/1").is(200);
        assertThat(reply.text()).isEqualTo("\"rex\"");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void tellsItsErrorsInItsOwnBody() {
        assertThat(client.get("/pets/2").is(404).text())
                .isEqualTo("{\"detail\":\"There is no such pet, or you may not see it\"}");
        assertThat(client.get("/pets/1/unknown").is(404).text())
                .isEqualTo("{\"detail\":\"There is nothing at this address\"}");
        assertThat(client.get("/pets/broken").is(500).text()).isEqualTo("{\"detail\":\"Internal error\"}");
        client.get("/petshop").isError(404, "NOT_FOUND");
    }

    /** A contract that has nothing to do with ours. */
    private static final class Pets implements Routes {
        @Override
        public void mount(Router router) {
            router.get("/pets/1").handler(ctx -> ctx.end("\"rex\""));
            router.get("/pets/2").handler(ctx -> ctx.fail(Failure.notFound("pet")));
            router.get("/pets/broken").handler(ctx -> {
                throw new IllegalStateException("secret");
            });
        }

        @Override
        public boolean owns(String path) {
            return path.startsWith("/pets/");
        }

        @Override
        public Object error(Problem problem, String requestId) {
            return Map.of("detail", problem.message());
        }
    }
}
