package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.Optional;

/**
 * The credentials of an account, straight from the database; empty when there is none.
 *
 * @param login a folded name, or a folded e-mail address (which holds an {@code @}, and a name never does)
 */
public record LoadCredentials(String login) implements Request<Optional<Credentials>> {

    /** Keeps the e-mail address out of logs. */
    @Override
    public String toString() {
        return "LoadCredentials[***]";
    }
}
