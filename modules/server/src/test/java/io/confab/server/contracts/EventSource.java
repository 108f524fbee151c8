package io.confab.server.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.testkit.client.NativeClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events. */
final class EventSource implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final InputStream stream;

    /** One event; {@code id} is 0 when it has none. */
    record Event(long id, String name, JsonNode data) {}

    private EventSource(InputStream stream) {
        this.stream = stream;
        Thread reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens one whose first bytes have come, so that what happens from now on is heard. */
    static EventSource open(URI address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        answer.statusCode() + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            return new EventSource(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Takes the next event. */
    Event next() {
        try {
            Event event = heard.poll(NativeClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event came");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether there is a message that was not taken. */
    boolean hasMore() {
        return heard.stream().anyMatch(event -> event.name().equals("message"));
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    private void read() {
        long id = 0;
        String name = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    heard.add(new Event(id, name, Wire.json().readTree(line.substring(6))));
                    id = 0;
                }
            }
            heard.add(new Event(0, "end", null));
        } catch (IOException closed) {
            heard.add(new Event(0, "end", null));
        }
    }
}
