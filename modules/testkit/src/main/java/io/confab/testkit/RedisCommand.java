package io.confab.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Single commands to a Redis, each on a connection of its own, for tests that look into it or break something. */
public final class RedisCommand {

    private static final int SILENCE_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private RedisCommand() {}

    /**
     * Runs a command and gives its answer as text: a list with a line for each item, nothing as the empty text.
     *
     * @throws IOException when Redis does not answer within 5 s, or with an error, whose words it has
     */
    public static String run(String redisUri, String... words) throws IOException {
        URI uri = URI.create(redisUri);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (uri.getUserInfo() != null) {
                write(socket.getOutputStream(), "AUTH", uri.getUserInfo().replaceFirst("^.*:", ""));
                read(in);
            }
            write(socket.getOutputStream(), words);
            return read(in);
        }
    }

    /** Waits until it answers. */
    static void awaitAnswer(String redisUri) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                run(redisUri, "PING");
                return;
            } catch (IOException notYet) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("No answer from Redis", notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** Its version, such as 7.0.15. */
    static String version(String redisUri) {
        try {
            return run(redisUri, "INFO", "server").replaceFirst("(?s)^.*redis_version:(\\S+).*$", "$1");
        } catch (IOException silent) {
            throw new IllegalStateException("No answer from Redis", silent);
        }
    }

    private static void write(OutputStream out, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            command.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String read(InputStream in) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> bulk(in, Integer.parseInt(rest));
            case '*' -> list(in, Integer.parseInt(rest));
            default -> throw new IOException(rest);
        };
    }

    private static String bulk(InputStream in, int length) throws IOException {
        if (length < 0) {
            return "";
        }
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        line(in);
        return text;
    }

    private static String list(InputStream in, int length) throws IOException {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            items.add(read(in));
        }
        return String.join("\n", items);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
