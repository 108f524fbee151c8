package io.confab.server.contracts;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A party on a WebSocket of texts.
 *
 * @param name how others see him
 * @param socket what he talks through
 * @param sender how he says something
 * @param line the line that a frame is; null when it is none
 */
record Lines(String name, TextSocket socket, Consumer<String> sender, Function<String, String> line) implements Party {

    @Override
    public void say(String text) {
        sender.accept(text);
    }

    @Override
    public String hear() {
        String heard = line.apply(socket.next());
        while (heard == null) {
            heard = line.apply(socket.next());
        }
        return heard;
    }

    @Override
    public boolean hasHeardMore() {
        List<String> rest = socket.rest();
        return rest.stream().anyMatch(text -> line.apply(text) != null);
    }

    @Override
    public void close() {
        socket.close();
    }
}
