package io.confab.bench.target;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The server under load.
 *
 * @param uri its base address, on this machine
 * @param serverPid its process
 * @param databasePid the process of its database, where known
 * @param mysqlUri its database, to make users in
 * @param secret what it signs access tokens with
 */
public record Target(URI uri, long serverPid, Optional<Long> databasePid, String mysqlUri, String secret) {

    /** Refuses a server on another machine: this tool makes users behind its back and overloads it on purpose. */
    public Target {
        if (uri.getHost() == null || !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("Only a server on this machine may be loaded, not " + uri);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Keeps the secrets out of what is printed. */
    @Override
    public String toString() {
        return uri + " (pid " + serverPid + ")";
    }
}
