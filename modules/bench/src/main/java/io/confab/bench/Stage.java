package io.confab.bench;

import io.confab.bench.target.Launch;
import io.confab.bench.target.Target;
import java.util.Optional;

/**
 * What a scenario works with.
 *
 * @param target the running server
 * @param settings how hard and how long
 * @param launch how the server was started; empty when it ran already
 */
public record Stage(Target target, Settings settings, Optional<Launch> launch) {

    /** How the server was started; refuses a server that ran already, which a scenario cannot stop and start. */
    public Launch ownLaunch(String scenario) {
        return launch.orElseThrow(
                () -> new IllegalArgumentException(scenario + " needs a server that this tool starts itself"));
    }
}
