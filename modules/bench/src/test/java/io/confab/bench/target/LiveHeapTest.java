package io.confab.bench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LiveHeapTest {

    private static final int MEGABYTES_16 = 16 << 20;

    @Test
    void countsWhatIsAliveAndNothingElse() {
        LiveHeap heap = new LiveHeap(ProcessHandle.current().pid());
        long before = heap.bytes();
        byte[] kept = new byte[MEGABYTES_16];
        long with = heap.bytes();
        assertThat(kept).hasSize(MEGABYTES_16);
        kept = null;

        assertThat((double) (with - before)).isCloseTo(MEGABYTES_16, within(2e6));
        assertThat((double) (heap.bytes() - before)).isCloseTo(0, within(2e6));
    }
}
