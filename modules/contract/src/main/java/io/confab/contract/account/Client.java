package io.confab.contract.account;

/**
 * Where a sign-in comes from, for limits and for the list of sessions.
 *
 * @param address the IP address, as the listener settled it (behind a proxy the forwarded one, if trusted)
 * @param userAgent what the program calls itself, cut where it is stored; null when it says nothing
 */
public record Client(String address, String userAgent) {}
