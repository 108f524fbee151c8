package io.confab.http.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The ids of requests: the client's own when it is well-formed, else a random one. They are no secret. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final int MAX_LENGTH = 64;

    private RequestIds() {}

    static String acceptOrMake(String offered) {
        return isWellFormed(offered)
                ? offered
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isWellFormed(String id) {
        return id != null
                && !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && id.chars().allMatch(RequestIds::isPlain);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }
}
