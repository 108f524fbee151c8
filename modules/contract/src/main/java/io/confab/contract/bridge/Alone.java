package io.confab.contract.bridge;

import io.confab.contract.Bus;
import io.confab.contract.health.CheckRedis;
import io.vertx.core.Future;

/** What stands in for a bridge in a node that has none: there is nobody else to be heard. */
public final class Alone {

    private Alone() {}

    /** Serves what a bridge would. */
    public static void serve(Bus bus) {
        bus.serve(MirrorGroup.class, request -> Future.succeededFuture());
        bus.serve(MirrorUser.class, request -> Future.succeededFuture());
        bus.serve(CheckRedis.class, request -> Future.succeededFuture(CheckRedis.State.ALONE));
    }
}
