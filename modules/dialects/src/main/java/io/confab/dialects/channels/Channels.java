package io.confab.dialects.channels;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Identity;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.RemoveMember;
import io.confab.dialects.Refusal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Channels as groups: found by number or slug, and what goes wrong with them in this contract's words. */
final class Channels {

    private static final int PAGE = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Bus bus;

    Channels(Bus bus) {
        this.bus = bus;
    }

    /** All that are not deleted, in the order in which they were made. */
    Future<List<Group>> list() {
        return collect(new ArrayList<>(), 0, group -> false);
    }

    /** The channel of a number or a slug; refuses with 404. */
    Future<Group> find(String id) {
        Future<Group> found = NUMBER.matcher(id).matches() ? byNumber(Long.parseLong(id)) : bySlug(id);
        return found.map(group -> {
            if (group == null || group.archivedAt() != null) {
                throw absent();
            }
            return group;
        });
    }

    /** Makes one whose creator is subscribed; refuses with 409 when there is one of this name. */
    Future<Group> create(Identity creator, String name, String description) {
        return collect(new ArrayList<>(), 0, group -> isNamed(group, name))
                .compose(found -> found.stream().anyMatch(group -> isNamed(group, name))
                        ? Future.failedFuture(Refusal.detail(409, "Channel already exists"))
                        : bus.ask(
                                new CreateGroup(creator.user(), GroupKind.PUBLIC, name, null, description, List.of())));
    }

    /** Renames or describes; null leaves as it is. Refuses with 403 whoever has not made it and is no admin. */
    Future<Group> change(Identity actor, Group channel, String name, String description) {
        return change(new ChangeGroup(actor.userId(), channel.id(), name, description, null), "change");
    }

    /** It takes no more messages, nobody can subscribe, and it is listed no longer; its log stays. */
    Future<Group> delete(Identity actor, Group channel) {
        return change(new ChangeGroup(actor.userId(), channel.id(), null, null, true), "delete");
    }

    /** Twice is no failure. */
    Future<Group> subscribe(Identity who, Group channel) {
        return bus.ask(new JoinGroup(who.user(), channel.id()))
                .map(summary -> summary.group())
                .recover(cause -> Future.failedFuture(Failure.from(cause).code() == Code.CONFLICT ? absent() : cause));
    }

    /** Twice is no failure. */
    Future<?> unsubscribe(Identity who, Group channel) {
        return bus.ask(new RemoveMember(who.userId(), channel.id(), who.userId()))
                .recover(cause -> isAbsent(cause) ? Future.succeededFuture() : Future.failedFuture(cause));
    }

    /** For those who are not subscribed the core says that there is no such group; here everybody can see it. */
    static Throwable unlessSubscribed(Throwable cause) {
        return isAbsent(cause) ? Refusal.detail(403, "Subscribe to the channel first") : cause;
    }

    private static boolean isAbsent(Throwable cause) {
        return Failure.from(cause).code() == Code.NOT_FOUND;
    }

    private static Refusal absent() {
        return Refusal.detail(404, "Channel not found");
    }

    private Future<Group> change(ChangeGroup change, String verb) {
        return bus.ask(change)
                .recover(cause -> Future.failedFuture(
                        isAbsent(cause) || Failure.from(cause).code() == Code.FORBIDDEN
                                ? Refusal.detail(403, "Only its creator or an admin may " + verb + " a channel")
                                : cause));
    }

    private Future<Group> byNumber(long id) {
        return bus.ask(new ListDirectory(id - 1, 1))
                .map(page -> page.stream()
                        .filter(group -> group.id() == id)
                        .findFirst()
                        .orElse(null));
    }

    private Future<Group> bySlug(String slug) {
        return bus.ask(new FindPublicGroup(slug))
                .recover(cause -> isAbsent(cause) ? Future.succeededFuture() : Future.failedFuture(cause));
    }

    private Future<List<Group>> collect(List<Group> found, long after, Predicate<Group> enough) {
        return bus.ask(new ListDirectory(after, PAGE)).compose(page -> {
            found.addAll(page);
            return page.size() < PAGE || page.stream().anyMatch(enough)
                    ? Future.succeededFuture(found)
                    : collect(found, page.get(page.size() - 1).id(), enough);
        });
    }

    private static boolean isNamed(Group group, String name) {
        return group.name().equalsIgnoreCase(name.strip());
    }
}
