package io.confab.http;

import io.confab.contract.account.Access;
import io.confab.http.HttpConfig.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Settings that differ from the standard in one point. */
final class Configs {

    private Configs() {}

    /** The standard, to be changed. */
    private static final class Draft {
        private List<String> origins = HttpConfig.STANDARD.corsOrigins();
        private Set<String> proxies = HttpConfig.STANDARD.proxies();
        private Set<String> hosts = HttpConfig.STANDARD.hosts();
        private Path webroot = HttpConfig.STANDARD.webroot();
        private boolean metricsPublic = HttpConfig.STANDARD.metricsPublic();
        private Duration bodyWithin = HttpConfig.STANDARD.bodyWithin();
        private Rate perUser = HttpConfig.STANDARD.perUser();
        private Rate perAddress = HttpConfig.STANDARD.perAddress();
        private Access access = HttpConfig.STANDARD.access();
    }

    static HttpConfig withRates(Rate perUser, Rate perAddress) {
        return with(draft -> {
            draft.perUser = perUser;
            draft.perAddress = perAddress;
            draft.access = Access.OPEN;
        });
    }

    static HttpConfig withAccess(Access access) {
        return with(draft -> draft.access = access);
    }

    static HttpConfig withOrigins(String... origins) {
        return with(draft -> draft.origins = List.of(origins));
    }

    static HttpConfig withProxies(String... proxies) {
        return with(draft -> draft.proxies = Set.of(proxies));
    }

    static HttpConfig withHosts(String... hosts) {
        return with(draft -> draft.hosts = Set.of(hosts));
    }

    static HttpConfig withPublicMetrics() {
        return with(draft -> draft.metricsPublic = true);
    }

    static HttpConfig withWebroot(Path webroot) {
        return with(draft -> draft.webroot = webroot);
    }

    static HttpConfig withBodyWithin(Duration bodyWithin) {
        return with(draft -> draft.bodyWithin = bodyWithin);
    }

    private static HttpConfig with(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new HttpConfig(
                draft.origins,
                draft.proxies,
                draft.hosts,
                draft.webroot,
                draft.metricsPublic,
                draft.bodyWithin,
                draft.perUser,
                draft.perAddress,
                draft.access);
    }
}
