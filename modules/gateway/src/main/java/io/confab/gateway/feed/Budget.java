package io.confab.gateway.feed;

/** What all feeds of an event loop may keep of recent entries together, in bytes more or less. */
final class Budget {

    private final long most;
    private long used;

    Budget(long most) {
        this.most = most;
    }

    void use(long bytes) {
        used += bytes;
    }

    boolean isUsedUp() {
        return used > most;
    }
}
