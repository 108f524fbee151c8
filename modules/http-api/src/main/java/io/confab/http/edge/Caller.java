package io.confab.http.edge;

/**
 * Who sent a request, as far as the connection tells.
 *
 * @param address the IP address, the client's own when a trusted proxy told it
 * @param isSecure whether the client's connection is encrypted
 * @param isLocal whether it came from this machine without a proxy in between
 */
public record Caller(String address, boolean isSecure, boolean isLocal) {

    /** What limits count by: the address, of IPv6 its /64 network, which is what one customer has. */
    public String network() {
        int end = -1;
        for (int groups = 0; groups < 4; groups++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }
}
