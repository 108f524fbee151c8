package io.confab.bench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class ProcessMeterTest {

    private final ProcessMeter self = new ProcessMeter(ProcessHandle.current().pid());

    @Test
    void countsTheCpuTimeOfAllThreads() {
        double before = self.cpuSeconds();
        long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own < 200_000_000L) {
            Thread.onSpinWait();
        }

        assertThat(self.cpuSeconds() - before).isGreaterThan(0.15);
        assertThat(self.kernelSeconds()).isBetween(0.0, self.cpuSeconds());
    }

    @Test
    void seesTheResidentMemory() {
        double used = Runtime.getRuntime().totalMemory() / 1048576.0 / 100;

        assertThat(self.residentMegabytes()).isGreaterThan(Math.max(10, used));
    }

    @Test
    void saysThatAProcessIsGone() {
        assertThatThrownBy(() -> new ProcessMeter(Integer.MAX_VALUE).cpuSeconds())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is gone");
    }
}
