package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.account.Access;
import io.confab.http.edge.Origins;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Which method serves which {@code operationId} of the contract. */
final class Operations {

    private final Map<String, Handler> handlers = new HashMap<>();

    /** Serves one operation; may throw a {@code Failure}. */
    @FunctionalInterface
    interface Handler {
        Future<Answer> serve(Call call);
    }

    Operations(Bus bus, Origins origins, Access access) {
        addAccounts(new Accounts(bus), new Sessions(bus, origins), new Users(bus));
        addGuests(new Guests(bus, access));
        addGroups(new Groups(bus), new Members(bus));
        addInvitations(new Invitations(bus));
        addMessages(new Messages(bus), new Marks(bus));
    }

    /** The handler of an operation; an operation without one stops the start. */
    Handler of(String operationId) {
        Handler handler = handlers.get(operationId);
        if (handler == null) {
            throw new IllegalStateException("Nobody serves the operation " + operationId);
        }
        return handler;
    }

    private void addAccounts(Accounts accounts, Sessions sessions, Users users) {
        handlers.put("register", accounts::register);
        handlers.put("showAccount", accounts::show);
        handlers.put("changePassword", accounts::changePassword);
        handlers.put("signIn", sessions::signIn);
        handlers.put("refreshSession", sessions::refresh);
        handlers.put("listSessions", sessions::list);
        handlers.put("signOut", sessions::signOut);
        handlers.put("revokeSession", sessions::revoke);
        handlers.put("revokeOtherSessions", sessions::revokeOthers);
        handlers.put("findUsers", users::find);
        handlers.put("showUser", users::show);
    }

    private void addGuests(Guests guests) {
        handlers.put("showServer", guests::showServer);
        handlers.put("comeInAsGuest", guests::comeIn);
    }

    private void addGroups(Groups groups, Members members) {
        handlers.put("listGroups", groups::list);
        handlers.put("createGroup", groups::create);
        handlers.put("listDirectory", groups::directory);
        handlers.put("findPublicGroup", groups::find);
        handlers.put("openDirect", groups::openDirect);
        handlers.put("showGroup", groups::show);
        handlers.put("changeGroup", groups::change);
        handlers.put("joinGroup", groups::join);
        handlers.put("listMembers", members::list);
        handlers.put("putMember", members::put);
        handlers.put("removeMember", members::remove);
    }

    private void addInvitations(Invitations invitations) {
        handlers.put("makeInvitation", invitations::make);
        handlers.put("listInvitations", invitations::list);
        handlers.put("revokeInvitation", invitations::revoke);
        handlers.put("showInvitation", invitations::show);
        handlers.put("acceptInvitation", invitations::accept);
    }

    private void addMessages(Messages messages, Marks marks) {
        handlers.put("sendMessage", messages::send);
        handlers.put("readHistory", messages::history);
        handlers.put("readMessage", messages::read);
        handlers.put("editMessage", messages::edit);
        handlers.put("deleteMessage", messages::delete);
        handlers.put("readLog", messages::log);
        handlers.put("readReceipts", marks::receipts);
        handlers.put("listMarks", marks::list);
        handlers.put("markMessages", marks::move);
        handlers.put("showTyping", marks::typing);
    }
}
