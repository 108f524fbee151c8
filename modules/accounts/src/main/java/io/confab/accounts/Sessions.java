package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Client;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.Identity;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.SignOut;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a sign-in: opened, proven by tokens, refreshed, listed, ended. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    /** A guest keeps his name from others for so long after he was here last: over lunch, not over night. */
    private static final Duration GUEST_TTL = Duration.ofHours(4);

    private final Bus bus;
    private final AccountsConfig config;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final RevokedSessions revoked;
    private final Attempts attempts;
    private final SecureRandom random = new SecureRandom();

    Sessions(Bus bus, AccountsConfig config, AccessTokens accessTokens, RevokedSessions revoked, Attempts attempts) {
        this.bus = bus;
        this.config = config;
        this.accessTokens = accessTokens;
        this.revoked = revoked;
        this.attempts = attempts;
        refreshTokens = new RefreshTokens(config.secret());
    }

    Future<Identity> authenticate(Authenticate request) {
        return accessTokens.verify(request.accessToken()).map(this::requireOpen);
    }

    /** Refuses a life that no access token may have; null is none in particular. */
    void requireTtl(Duration accessTtl) {
        Duration longest = config.longestTtl();
        if (accessTtl != null && (accessTtl.toSeconds() < 1 || accessTtl.compareTo(longest) > 0)) {
            throw Failure.invalid(
                    "access_hours", "An access token lives for at most " + longest.toHours() + " hours here");
        }
    }

    /** Opens a session for somebody whose password was checked, or for a guest, who has none. */
    Future<SignedIn> open(Credentials checked, Client client) {
        return open(checked, client, null);
    }

    /** The same with an access token of another life than usual, unless that is null. */
    Future<SignedIn> open(Credentials checked, Client client, Duration accessTtl) {
        long sessionId = newId();
        return bus.ask(new StoreSession(
                        checked.user().id(),
                        checked.passwordHash(),
                        sessionId,
                        ttl(checked.user()),
                        config.maxSessions(),
                        client))
                .onSuccess(revoked::announce)
                .map(ended ->
                        signedIn(checked.user(), sessionId, 0, accessTtl == null ? config.accessTtl() : accessTtl));
    }

    Future<SignedIn> refresh(Refresh request) {
        RefreshTokens.Claim claim = refreshTokens.read(request.refreshToken());
        return bus.ask(new StoreRefresh(
                        claim.sessionId(),
                        claim.generation(),
                        config.refreshGrace(),
                        config.refreshTtl(),
                        request.client()))
                .map(refreshed -> goOn(refreshed, claim, request.client()));
    }

    Future<List<AccountSession>> list(ListSessions request) {
        Identity identity = request.identity();
        return bus.ask(new LoadSessions(identity.userId(), identity.sessionId()));
    }

    Future<Void> signOut(SignOut request) {
        Identity identity = request.identity();
        return end(identity, identity.sessionId(), false)
                .compose(ended -> identity.user().guest() ? dismiss(identity) : Future.succeededFuture());
    }

    Future<Void> revoke(RevokeSession request) {
        return end(request.identity(), request.sessionId(), false).map(ended -> {
            if (ended.sessionIds().isEmpty()) {
                throw Failure.notFound("session");
            }
            return null;
        });
    }

    Future<Integer> revokeOthers(RevokeOtherSessions request) {
        Identity identity = request.identity();
        return end(identity, identity.sessionId(), true)
                .map(ended -> ended.sessionIds().size());
    }

    /** His name is free at once; should it fail, the sweep for lost guests finds him. */
    private Future<Void> dismiss(Identity guest) {
        return bus.ask(new DismissGuest(guest.userId(), Duration.ZERO)).otherwiseEmpty();
    }

    private Future<SessionsRevoked> end(Identity identity, long sessionId, boolean others) {
        return bus.ask(new EndSessions(identity.userId(), sessionId, others)).onSuccess(revoked::announce);
    }

    private Identity requireOpen(Identity identity) {
        if (revoked.contains(identity.sessionId())) {
            throw AccessTokens.refusal();
        }
        return identity;
    }

    private SignedIn goOn(Refreshed refreshed, RefreshTokens.Claim claim, Client client) {
        if (refreshed instanceof Refreshed.Continued continued) {
            attempts.trust(Names.fold(continued.user().name()), client.address());
            return signedIn(continued.user(), claim.sessionId(), continued.generation(), config.accessTtl());
        }
        if (refreshed instanceof Refreshed.Reused reused) {
            LOG.warn(
                    "Session {} of user {} is revoked: a used refresh token came again from {}",
                    claim.sessionId(),
                    reused.revoked().userId(),
                    client.address());
            revoked.announce(reused.revoked());
        }
        throw AccessTokens.refusal();
    }

    private SignedIn signedIn(User user, long sessionId, int generation, Duration accessTtl) {
        Identity identity = accessTokens.identify(user, sessionId, accessTtl);
        return new SignedIn(
                accessTokens.sign(identity),
                identity.expiresAt(),
                refreshTokens.issue(sessionId, generation),
                Instant.now().plus(ttl(user)).truncatedTo(ChronoUnit.SECONDS),
                identity);
    }

    private Duration ttl(User user) {
        Duration ttl = config.refreshTtl();
        return user.guest() && ttl.compareTo(GUEST_TTL) > 0 ? GUEST_TTL : ttl;
    }

    /** Random, so that tokens of a session that a restored database has forgotten never fit another one; below 2^53 for JSON. */
    private long newId() {
        return 1 + (random.nextLong() >>> 12);
    }
}
