package io.confab.contract.account;

/** What became of a session when one of its refresh tokens was presented. */
public sealed interface Refreshed {

    /** It goes on with this generation: the next one, or the current one again within the grace. */
    record Continued(User user, int generation) implements Refreshed {}

    /** The token was used before: the session is revoked now. */
    record Reused(SessionsRevoked revoked) implements Refreshed {}

    /** It had ended or expired, its account is shut, or it never was. */
    record Ended() implements Refreshed {}
}
