package io.confab.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The two commands that tell whose a Redis is, on a connection of their own: no client library for so little. */
final class RedisTalk {

    /** A frozen process accepts connections and says nothing. */
    private static final int SILENCE_MILLIS = 3_000;

    private RedisTalk() {}

    /**
     * The directory that the server works in, for whoever knows its password.
     *
     * @return empty when it does not take the password
     * @throws IOException when it does not answer
     */
    static Optional<String> directory(int port, String password) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SILENCE_MILLIS);
            socket.setSoTimeout(SILENCE_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            tell(socket, "AUTH " + password);
            if (!line(answers).equals("+OK")) {
                return Optional.empty();
            }
            tell(socket, "CONFIG GET dir");
            // *2, $3, dir, $length
            for (int i = 0; i < 4; i++) {
                line(answers);
            }
            return Optional.of(line(answers));
        }
    }

    private static void tell(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String line(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("closed");
        }
        return line;
    }
}
