package io.confab.server;

import io.confab.server.config.Config;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a running server on this machine how it is, so that a container needs no other program for it. */
final class Health {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private Health() {}

    static boolean check(Config config) {
        String host = config.http().host().equals("0.0.0.0")
                ? "127.0.0.1"
                : config.http().host();
        URI uri = URI.create("http://" + host + ":" + config.http().port() + "/health/ready");
        HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
        try {
            var answer =
                    client.send(HttpRequest.newBuilder(uri).timeout(DEADLINE).build(), BodyHandlers.ofString());
            System.out.println(answer.body());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            System.out.println("No answer from " + uri);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
