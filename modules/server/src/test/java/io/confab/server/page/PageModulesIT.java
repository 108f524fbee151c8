package io.confab.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Modules of the page by themselves, against random histories. */
class PageModulesIT {

    private static final int SEED = 42;

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void unreadCountsOfThreeDevicesEndEqualToTheServersWhateverHappens() throws IOException {
        assertThat(run("unread.js", 10_000)).isEqualTo("equal");
    }

    @Test
    void theWindowOfALogHasNoHoleAndNoStaleTextHoweverLoadsAndEventsMix() throws IOException {
        assertThat(run("group-log.js", 2_000)).isEqualTo("right");
    }

    private static Object run(String script, int runs) throws IOException {
        return confab.visitor().page().evaluate(read(script), Map.of("runs", runs, "seed", SEED));
    }

    private static String read(String script) throws IOException {
        try (InputStream file = PageModulesIT.class.getResourceAsStream("/page/" + script)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
