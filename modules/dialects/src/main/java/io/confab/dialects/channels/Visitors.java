package io.confab.dialects.channels;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Access;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Client;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NameProof;
import io.confab.contract.account.ProveName;
import io.confab.contract.account.ProvenName;
import io.confab.contract.account.RegisterName;
import io.confab.dialects.Answers;
import io.confab.dialects.Bearer;
import io.confab.dialects.Fields;
import io.confab.dialects.Refusal;
import io.confab.dialects.Surroundings;
import io.confab.http.edge.Exchange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who asks: an account by its access token, or somebody who gave himself a name here by the token that he got for it, which
 * is his number, a dot and his secret.
 */
final class Visitors {

    private static final Pattern OWN_TOKEN = Pattern.compile("([1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{43})");

    private final Surroundings surroundings;
    private final Bus bus;

    Visitors(Surroundings surroundings) {
        this.surroundings = surroundings;
        bus = surroundings.bus();
    }

    /** Gives a new name to whoever asks for it. */
    void register(RoutingContext ctx) {
        Answers.give(ctx, 201, () -> {
            Fields fields = Fields.ofJson(ctx);
            String name = fields.text("username");
            fields.check();
            if (!surroundings.letsNamesIn()) {
                throw Refusal.detail(403, "A name is not enough here: make an account");
            }
            Client client = new Client(
                    Exchange.of(ctx).caller().address(), ctx.request().getHeader(HttpHeaders.USER_AGENT));
            return bus.ask(new RegisterName(name, null, client))
                    .map(made -> new JsonObject()
                            .put("message", "User " + made.user().name() + " created")
                            .put("id", made.user().id())
                            .put("username", made.user().name())
                            .put("token", made.user().id() + "." + made.token()))
                    .recover(cause -> Future.failedFuture(inOwnWords(fields, name, cause)));
        });
    }

    /** Who asks; refuses with 401 who does not say so, or not truly. */
    Future<Identity> require(RoutingContext ctx) {
        String token = Bearer.token(ctx.request());
        if (token == null) {
            return refuse(ctx, "Bearer");
        }
        Matcher own = OWN_TOKEN.matcher(token);
        Future<Identity> identity =
                own.matches() ? prove(Long.parseLong(own.group(1)), own.group(2)) : bus.ask(new Authenticate(token));
        return identity.recover(cause -> {
            Code code = Failure.from(cause).code();
            return code == Code.UNAUTHENTICATED || code == Code.NOT_FOUND
                    ? refuse(ctx, "Bearer error=\"invalid_token\"")
                    : Future.failedFuture(cause);
        });
    }

    /** Nobody is asked for where names are enough. */
    Future<?> allow(RoutingContext ctx) {
        return surroundings.letsNamesIn() ? Future.succeededFuture() : require(ctx);
    }

    /** A proof is asked for also where access is open: there is no older client that has none. */
    private Future<Identity> prove(long userId, String secret) {
        return bus.ask(new ProveName(userId, new NameProof(secret, null, true), Access.MEMBERS))
                .map(ProvenName::identity);
    }

    private static Future<Identity> refuse(RoutingContext ctx, String challenge) {
        ctx.response().putHeader("WWW-Authenticate", challenge);
        return Future.failedFuture(Refusal.detail(401, "Say who you are: send the token as Authorization: Bearer"));
    }

    private static Throwable inOwnWords(Fields fields, String name, Throwable cause) {
        return switch (Failure.from(cause).code()) {
            case INVALID -> fields.invalid("username", cause.getMessage(), name);
            case CONFLICT -> Refusal.detail(409, "Username already exists");
            default -> cause;
        };
    }
}
