package io.confab.bench.load;

/**
 * Somebody who can sign in.
 *
 * @param userId his number
 * @param token an access token that is valid now
 */
public record Account(long userId, String token) {}
