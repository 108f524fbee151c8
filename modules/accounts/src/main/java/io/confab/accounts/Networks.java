package io.confab.accounts;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one address for limits: an IPv4 address, or a /64 of IPv6, which one household or machine has whole. */
final class Networks {

    private static final int IPV4_BYTES = 4;
    private static final int PREFIX_BYTES = 8;

    private Networks() {}

    /** The network of an address; text that is no address stands for itself. */
    static String of(String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? String.valueOf(address) : of(bytes);
    }

    private static String of(byte[] address) {
        try {
            InetAddress ip = InetAddress.getByAddress(address); // makes IPv4 of IPv4 in IPv6
            byte[] bytes = ip.getAddress();
            return bytes.length == IPV4_BYTES
                    ? ip.getHostAddress()
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Netty makes addresses of 4 or 16 bytes", e);
        }
    }
}
