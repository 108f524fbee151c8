package io.confab.bench.load;

import io.netty.channel.EventLoop;

/** When to send. */
public interface Pace {

    /** Begins, on the event loop. */
    void begin(EventLoop loop, Sends sends);

    /** Sends nothing more; from any thread. */
    void stop();
}
