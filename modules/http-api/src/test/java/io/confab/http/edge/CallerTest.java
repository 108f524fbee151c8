package io.confab.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "2001:db8:0:1:a:b:c:d, 2001:db8:0:1",
        "2001:db8:0:1:ffff:0:0:1, 2001:db8:0:1",
        "0:0:0:0:0:0:0:1, 0:0:0:0",
        "unknown, unknown"
    })
    void countsOneNetworkAsOneCaller(String address, String network) {
        assertThat(new Caller(address, false, false).network()).isEqualTo(network);
    }
}
