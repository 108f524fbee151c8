package io.confab.testkit;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names that no other test takes. */
final class Names {

    private Names() {}

    /** Twelve characters, a letter first. */
    static String unique() {
        return "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 11);
    }
}
