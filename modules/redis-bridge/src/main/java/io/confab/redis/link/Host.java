package io.confab.redis.link;

/** Where a server listens; an IPv6 address is written without brackets. */
public record Host(String name, int port) {

    static final int STANDARD_PORT = 6379;

    /** Reads {@code host}, {@code host:port} or {@code [ipv6]:port}; throws {@link IllegalArgumentException}. */
    public static Host of(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']') && (text.indexOf(':') == colon || text.startsWith("["));
        String name = hasPort ? text.substring(0, colon) : text;
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : STANDARD_PORT;
        if (bare.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a host with a port from 1 to 65535");
        }
        return new Host(bare, port);
    }

    @Override
    public String toString() {
        return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
    }
}
