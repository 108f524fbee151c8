package io.confab.server;

/** Starts Confab. */
public final class Main {
    private Main() {}

    /** Starts the server; the arguments are those of {@code --help}. */
    public static void main(String[] args) {
        System.out.println("Confab");
    }
}
