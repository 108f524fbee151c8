package io.confab.dialects.lobby;

import java.util.ArrayList;
import java.util.List;

/** Who is at a session, and what he said before he had joined. */
final class Seat {

    private static final int MOST_EARLY = 64;

    private final List<String> early = new ArrayList<>(0);
    private String name;
    private long groupId;
    private boolean seated;

    /** Somebody by this name, who is being let in. */
    Seat(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The group that he enters; 0 while that is not known. */
    long groupId() {
        return groupId;
    }

    /** He is let in, by the name as it is shown. */
    void enters(String shown, long group) {
        name = shown;
        groupId = group;
    }

    /** Whether he hears the group and may speak. */
    boolean isSeated() {
        return seated;
    }

    /** He may speak from now on; answers with what he said before. */
    List<String> sitDown() {
        seated = true;
        List<String> said = List.copyOf(early);
        early.clear();
        return said;
    }

    /** Keeps what he says too early; false when it is too much. */
    boolean keep(String text) {
        return early.size() < MOST_EARLY && early.add(text);
    }
}
