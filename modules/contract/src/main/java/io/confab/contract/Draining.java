package io.confab.contract;

/**
 * This node is stopping: no new requests are taken, those under way are finished, clients are told to reconnect.
 *
 * @param reconnectAfterMillis the window over which clients should spread their return
 */
public record Draining(long reconnectAfterMillis) {}
