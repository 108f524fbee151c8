package io.confab.contract.invitation;

/**
 * A new invitation.
 *
 * @param invitation as the list shows it
 * @param token the secret of the link: 256 random bits, 43 characters of base64url; nobody can read it again
 */
public record MadeInvitation(Invitation invitation, String token) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "MadeInvitation[" + invitation.id() + "]";
    }
}
