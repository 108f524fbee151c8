package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients and the server say to each other, line by line, as it stands in a document of {@code docs/contracts/}: the
 * blocks fenced with <code>```transcript</code>, played against a running server.
 *
 * <pre>
 * # a remark, and empty lines, mean nothing
 * &gt; POST /register username=alice              a request; a body that begins with { or [ is JSON, any other a form
 * &gt; GET /api/rooms | Accept: application/json  headers follow after " | "
 * &lt; 200 {"user_id": "${alice}"}                its answer: the status, and the body if it is to be looked at
 * &lt; 200 | Set-Cookie: names=${cookie}; ${_}    headers of the answer
 * ann&gt; OPEN /ws/ann | Cookie: ${cookie}        opens a WebSocket that is called ann from now on
 * ann&lt; REFUSED 403                             … and its handshake is refused
 * ann&gt; hello                                   says something; \n is a line break in what is no JSON
 * ann&gt; BINARY                                  says something in a binary frame
 * ann&lt; ann: hello                              the next that ann hears, each frame in its turn
 * ann&lt; CLOSED 1008 Username already taken      the server has closed
 * ann&gt; CLOSE                                   ann closes
 * </pre>
 *
 * <p>{@code ${name}} in a line of the server takes what stands there, in later lines it stands for that; {@code ${_}} is
 * anything, {@code ${server}} the server's base address. In JSON it is a whole value, written as a string whatever its type.
 * JSON is compared by value and with all of its fields, also behind digits as Socket.IO puts them; other text as it stands.
 * At the end nobody may have heard what was not expected; who comes and goes may be told at any time.
 */
final class Transcript {

    private static final Pattern BLOCK = Pattern.compile("```transcript\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("(\\w*)([<>]) ?(.*)");
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+)(?: (.*))?");
    /** How Socket.IO says {@code user_online} and {@code user_offline}. */
    private static final String PRESENCE = "42[\"user_";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final Expected expected;
    private final Map<String, TextSocket> sockets = new HashMap<>();
    private HttpResponse<String> answer;
    /** The handshake that has not been made yet, because the next line may say that it is refused. */
    private Runnable handshake = () -> {};

    private IntConsumer refusal = status -> {};

    private Transcript(URI server) {
        this.server = server;
        expected = new Expected(Map.of("server", server.toString()));
    }

    /** The transcripts of a document, each as its lines. */
    static List<List<String>> of(Path document) {
        try {
            List<List<String>> all = new ArrayList<>();
            Matcher blocks = BLOCK.matcher(Files.readString(document));
            while (blocks.find()) {
                all.add(blocks.group(1).lines().toList());
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays the lines of one against a server. */
    static void play(URI server, List<String> lines) {
        Transcript transcript = new Transcript(server);
        try {
            for (String line : lines) {
                transcript.play(line);
            }
            transcript.handshake.run();
            transcript.sockets.forEach(
                    (name, socket) -> assertThat(socket.rest()).as(name).allMatch(heard -> heard.startsWith(PRESENCE)));
        } finally {
            transcript.sockets.values().forEach(TextSocket::close);
        }
    }

    private void play(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as("a line of a transcript: %s", line).isTrue();
        String name = parts.group(1);
        boolean isClient = parts.group(2).equals(">");
        try {
            if (name.isEmpty()) {
                exchange(isClient, parts.group(3));
            } else {
                socket(name, isClient, parts.group(3));
            }
        } catch (AssertionError wrong) {
            throw new AssertionError("At the line " + line + ": " + wrong.getMessage(), wrong);
        }
    }

    private void exchange(boolean isClient, String said) {
        settle();
        String[] parts = said.split(" \\| ", -1);
        if (isClient) {
            request(expected.filled(parts[0]), headers(parts));
            return;
        }
        String[] statusAndBody = parts[0].split(" ", 2);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(statusAndBody[0]));
        if (statusAndBody.length > 1) {
            expected.match(statusAndBody[1], answer.body());
        }
        for (int i = 1; i < parts.length; i++) {
            String[] header = parts[i].split(": ", 2);
            String values = String.join(", ", answer.headers().allValues(header[0]));
            expected.match(header[1], values);
        }
    }

    private void request(String line, Map<String, String> headers) {
        Matcher request = REQUEST.matcher(line);
        assertThat(request.matches()).as("a request").isTrue();
        String body = request.group(3);
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(request.group(2)))
                .method(request.group(1), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            boolean isJson = body.startsWith("{") || body.startsWith("[");
            builder.header("Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded");
        }
        headers.forEach(builder::header);
        try {
            answer = HTTP.send(builder.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> headers(String[] parts) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] header = expected.filled(parts[i]).split(": ", 2);
            headers.put(header[0], header[1]);
        }
        return headers;
    }

    private void socket(String name, boolean isClient, String said) {
        if (isClient && said.startsWith("OPEN ")) {
            settle();
            String[] parts = said.substring("OPEN ".length()).split(" \\| ", -1);
            String path = expected.filled(parts[0]);
            Map<String, String> headers = headers(parts);
            handshake = () -> sockets.put(name, TextSocket.open(server, path, headers));
            refusal = status ->
                    assertThat(TextSocket.refusal(server, path, headers)).isEqualTo(status);
        } else if (!isClient && said.startsWith("REFUSED ")) {
            refusal.accept(Integer.parseInt(said.substring("REFUSED ".length())));
            handshake = () -> {};
        } else {
            settle();
            TextSocket socket = sockets.get(name);
            assertThat(socket).as("the socket %s", name).isNotNull();
            if (isClient) {
                say(socket, said);
            } else {
                hear(socket, said);
            }
        }
    }

    private void settle() {
        Runnable open = handshake;
        handshake = () -> {};
        open.run();
    }

    private void say(TextSocket socket, String said) {
        switch (said) {
            case "CLOSE" -> socket.close();
            case "BINARY" -> socket.send(new byte[] {1, 2, 3});
            default -> {
                String text = expected.filled(said);
                socket.send(text.startsWith("{") ? text : text.replace("\\n", "\n"));
            }
        }
    }

    private void hear(TextSocket socket, String said) {
        if (said.startsWith("CLOSED ")) {
            TextSocket.Closing closing = socket.closed();
            expected.match(said.substring("CLOSED ".length()), (closing.code() + " " + closing.reason()).strip());
        } else {
            expected.match(said.startsWith("{") ? said : said.replace("\\n", "\n"), next(socket, said));
        }
    }

    /** Who comes and goes is told some time later, in no order with the rest: passed over where it is not expected. */
    private static String next(TextSocket socket, String said) {
        String heard = socket.next();
        while (heard.startsWith(PRESENCE) && !said.startsWith(PRESENCE)) {
            heard = socket.next();
        }
        return heard;
    }
}
