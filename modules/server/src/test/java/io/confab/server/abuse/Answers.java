package io.confab.server.abuse;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a client sees of an answer, without what differs each time: the request's id and the date. */
final class Answers {

    private static final Set<String> DIFFERENT = Set.of("x-request-id", "date");

    private Answers() {}

    static Map<String, String> of(HttpResponse<String> response) {
        Map<String, String> seen = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!DIFFERENT.contains(name)) {
                seen.put(name, values.toString());
            }
        });
        seen.put("status", Integer.toString(response.statusCode()));
        String id = response.headers().firstValue("x-request-id").orElse("no id");
        seen.put("body", response.body().replace(id, "<request id>"));
        return seen;
    }
}
