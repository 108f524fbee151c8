package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::, 20010db800010002/64",
        "::1, 0000000000000000/64",
        "fe80::1%eth0, fe80000000000000/64",
        "example.org, example.org",
        ", null",
    })
    void namesTheNetworkOfAnAddress(String address, String network) {
        assertThat(Networks.of(address)).isEqualTo(network);
    }
}
