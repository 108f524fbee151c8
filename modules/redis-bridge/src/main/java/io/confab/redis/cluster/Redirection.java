package io.confab.redis.cluster;

import io.confab.redis.link.Host;
import io.confab.redis.link.Refused;
import java.util.Optional;

/**
 * Where a server sends us instead.
 *
 * @param slot the slot in question
 * @param to who has it
 * @param forGood whether it is so from now on, or only for this command while the slot is moving
 */
record Redirection(int slot, Host to, boolean forGood) {

    /** What a refusal says: {@code MOVED 3999 127.0.0.1:6381}, {@code ASK 3999 127.0.0.1:6381}, or nothing of the kind. */
    static Optional<Redirection> of(Throwable cause) {
        boolean forGood = cause instanceof Refused refused && refused.is("MOVED");
        if (!forGood && !(cause instanceof Refused asked && asked.is("ASK"))) {
            return Optional.empty();
        }
        String[] words = cause.getMessage().split(" ", -1);
        // with no name before the port it means the server that was asked, which is not known here
        return words.length < 3 || words[2].startsWith(":")
                ? Optional.empty()
                : Optional.of(new Redirection(Integer.parseInt(words[1]), Host.of(words[2]), forGood));
    }
}
