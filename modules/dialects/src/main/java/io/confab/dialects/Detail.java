package io.confab.dialects;

import io.confab.http.edge.Problem;
import java.util.Map;

/** The error body of the older systems that say {@code {"detail": …}}. */
public final class Detail {

    private Detail() {}

    /** A problem in their words: those of HTTP where only the address or the method is wrong. */
    public static Map<String, Object> of(Problem problem) {
        return Map.of(
                "detail",
                switch (problem.status()) {
                    case 404 -> "Not Found";
                    case 405 -> "Method Not Allowed";
                    default -> problem.message();
                });
    }
}
