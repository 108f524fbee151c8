package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.Role;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;

/** Whether a guard holds. What the actor may not see is absent to him; what he may see but not do is forbidden. */
final class Guards {

    private Guards() {}

    /** Throws the {@link Failure} that refuses the change. */
    static void check(Scene scene, Guard guard, Change change) {
        requireVisible(scene, guard);
        if (concernsMessage(change) && scene.message() == null) {
            throw Failure.notFound("message");
        }
        if (!holds(scene, guard, change)) {
            throw Failure.of(Code.FORBIDDEN, "Your role in this group does not allow that");
        }
        if (!concernsMessage(change) && scene.group().kind() == GroupKind.DIRECT) {
            throw Failure.of(Code.CONFLICT, "A direct group always keeps its two members and has nothing to change");
        }
    }

    private static void requireVisible(Scene scene, Guard guard) {
        boolean open = guard == Guard.PUBLIC_GROUP && scene.group().kind() == GroupKind.PUBLIC;
        if (scene.actorRole() == null && !open && guard != Guard.INVITED) {
            throw Failure.notFound("group");
        }
    }

    private static boolean concernsMessage(Change change) {
        return change instanceof Change.Edit || change instanceof Change.Delete;
    }

    private static boolean holds(Scene scene, Guard guard, Change change) {
        return switch (guard) {
            case MEMBER, PUBLIC_GROUP, INVITED -> true;
            case AUTHOR -> isAuthor(scene);
            case AUTHOR_OR_ADMIN -> isAuthor(scene) || scene.actorRole().includes(Role.ADMIN);
            case ADMIN -> scene.actorRole().includes(Role.ADMIN);
            case OWNER -> scene.actorRole() == Role.OWNER;
            case GIVES_ROLE ->
                scene.actorRole() == Role.OWNER
                        || (scene.actorRole().includes(Role.ADMIN) && isForAdmins(scene, change));
            case OUTRANKS -> scene.actorRole().includes(Role.ADMIN) && outranks(scene);
        };
    }

    private static boolean isForAdmins(Scene scene, Change change) {
        return change instanceof Change.SetRole setRole
                && setRole.role() == (scene.targetRole() == null ? Role.MEMBER : scene.targetRole());
    }

    private static boolean isAuthor(Scene scene) {
        return scene.message() != null && scene.message().senderId() == scene.actorId();
    }

    private static boolean outranks(Scene scene) {
        return scene.targetRole() == null || scene.actorRole().compareTo(scene.targetRole()) > 0;
    }
}
