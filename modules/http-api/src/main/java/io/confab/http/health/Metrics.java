package io.confab.http.health;

import io.confab.contract.Bus;
import io.confab.contract.log.Committed;
import io.confab.contract.log.LogEntry;
import io.confab.http.edge.Caller;
import io.confab.http.edge.Exchange;
import io.confab.http.edge.Reads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The figures of a node, for Prometheus; one for all event loops, made before Vert.x.
 *
 * <p>No label is made of what a client sends, so their number is bounded. Vert.x's own HTTP and event-bus metrics are off:
 * they label by the method as sent, and cost time on every frame.
 */
public final class Metrics {

    /** Two pools to one database would register the same gauge twice; the pools' own figures say more. */
    private static final String SQL_CLIENT = "sql";

    /** So would two connections to one Redis. */
    private static final String REDIS_CLIENT = "redis";

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterProvider<Timer> requests = Timer.builder("confab.http.requests")
            .description("Answered HTTP requests by operation of the contract and status")
            .serviceLevelObjectives(
                    Duration.ofMillis(5),
                    Duration.ofMillis(25),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2))
            .withRegistry(registry);
    private final MeterProvider<Counter> entries = Counter.builder("confab.log.entries")
            .description("Entries this node appended to the logs of groups, by type")
            .withRegistry(registry);
    private final DistributionSummary commits = DistributionSummary.builder("confab.commit.entries")
            .description("Entries that one transaction held")
            .serviceLevelObjectives(1, 4, 16, 64, 256)
            .register(registry);

    /** A builder of Vert.x with these options that is measured: worker pools, database pools, the JVM. */
    public VertxBuilder measured(VertxOptions options) {
        MicrometerMetricsOptions metrics =
                new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true);
        metrics.addDisabledMetricsCategory(SQL_CLIENT).addDisabledMetricsCategory(REDIS_CLIENT);
        EnumSet.complementOf(EnumSet.of(MetricsDomain.NAMED_POOLS)).forEach(metrics::addDisabledMetricsCategory);
        return Vertx.builder()
                .with(new VertxOptions(options).setMetricsOptions(metrics))
                .withMetrics(new MicrometerMetricsFactory(registry));
    }

    /** Counts what is committed on this node; call it once. */
    public void follow(Bus bus) {
        bus.hear(Committed.class, this::count);
    }

    /** Shows a counter that another module keeps. */
    public void counter(String name, String description, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::doubleValue)
                .description(description)
                .register(registry);
    }

    /** Shows a level that another module keeps. */
    public void gauge(String name, String description, LongAdder level) {
        Gauge.builder(name, level, LongAdder::doubleValue)
                .description(description)
                .register(registry);
    }

    /**
     * Adds {@code /metrics}.
     *
     * @param isPublic whether everybody may read it; otherwise it does not exist but for direct loopback connections
     */
    public void mount(Router router, boolean isPublic) {
        Reads.route(router, "/metrics", ctx -> show(ctx, isPublic));
    }

    /** Measures a request until it is answered. */
    public void follow(RoutingContext ctx, Exchange exchange) {
        ctx.addEndHandler(end -> requests.withTags(
                        "operation", exchange.served(),
                        "status", Integer.toString(ctx.response().getStatusCode()))
                .record(System.nanoTime() - exchange.startedAt(), TimeUnit.NANOSECONDS));
    }

    private void show(RoutingContext ctx, boolean isPublic) {
        Caller caller = Exchange.of(ctx).caller();
        if (isPublic || caller.isLocal()) {
            Exchange.of(ctx).serves("metrics");
            Reads.send(ctx, CONTENT_TYPE, Buffer.buffer(registry.scrape()));
        } else {
            ctx.fail(404);
        }
    }

    private void count(Committed committed) {
        commits.record(committed.entries().size());
        committed
                .entries()
                .forEach(entry -> entries.withTag("type", typeOf(entry)).increment());
    }

    private static String typeOf(LogEntry entry) {
        return entry.getClass().getSimpleName();
    }
}
