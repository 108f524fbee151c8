package io.confab.testkit.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection that says exactly what it is told, right or wrong, and hears what comes until the server closes it. */
public final class RawExchange {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawExchange() {}

    /**
     * Sends the text as ISO 8859-1, a byte for each character, and gives all that comes until the end in the same way.
     *
     * @throws UncheckedIOException when there is no end within 20 s of silence
     */
    public static String of(URI server, String request) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            talk(socket, request, heard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** A server that has heard enough resets the connection: what it said before counts. */
    private static void talk(Socket socket, String request, ByteArrayOutputStream heard) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException reset) {
            // what it said may still be read
        }
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                heard.write(buffer, 0, read);
            }
        } catch (SocketException reset) {
            // this was the end
        }
    }
}
