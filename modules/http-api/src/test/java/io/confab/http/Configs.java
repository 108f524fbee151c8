package io.confab.http;

import io.confab.contract.account.Access;
import io.confab.http.HttpConfig.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Settings that differ from the standard in one point. */
final class Configs {

    private static final HttpConfig STANDARD = HttpConfig.STANDARD;

    private Configs() {}

    static HttpConfig withRates(Rate perUser, Rate perAddress) {
        return new HttpConfig(
                List.of(), Set.of(), Set.of(), null, false, STANDARD.bodyWithin(), perUser, perAddress, Access.OPEN);
    }

    static HttpConfig withAccess(Access access) {
        return new HttpConfig(
                List.of(),
                Set.of(),
                Set.of(),
                null,
                false,
                STANDARD.bodyWithin(),
                STANDARD.perUser(),
                STANDARD.perAddress(),
                access);
    }

    static HttpConfig withOrigins(String... origins) {
        return new HttpConfig(
                List.of(origins),
                Set.of(),
                Set.of(),
                null,
                false,
                STANDARD.bodyWithin(),
                STANDARD.perUser(),
                STANDARD.perAddress(),
                STANDARD.access());
    }

    static HttpConfig withProxies(String... proxies) {
        return new HttpConfig(
                List.of(),
                Set.of(proxies),
                Set.of(),
                null,
                false,
                STANDARD.bodyWithin(),
                STANDARD.perUser(),
                STANDARD.perAddress(),
                STANDARD.access());
    }

    static HttpConfig withHosts(String... hosts) {
        return new HttpConfig(
                List.of(),
                Set.of(),
                Set.of(hosts),
                null,
                false,
                STANDARD.bodyWithin(),
                STANDARD.perUser(),
                STANDARD.perAddress(),
                STANDARD.access());
    }

    static HttpConfig withPublicMetrics() {
        return new HttpConfig(
                List.of(),
                Set.of(),
                Set.of(),
                null,
                true,
                STANDARD.bodyWithin(),
                STANDARD.perUser(),
                STANDARD.perAddress(),
                STANDARD.access());
    }

    static HttpConfig withWebroot(Path webroot) {
        return new HttpConfig(
                List.of(),
                Set.of(),
                Set.of(),
                webroot,
                false,
                STANDARD.bodyWithin(),
                STANDARD.perUser(),
                STANDARD.perAddress(),
                STANDARD.access());
    }

    static HttpConfig withBodyWithin(Duration bodyWithin) {
        return new HttpConfig(
                List.of(),
                Set.of(),
                Set.of(),
                null,
                false,
                bodyWithin,
                STANDARD.perUser(),
                STANDARD.perAddress(),
                STANDARD.access());
    }
}
