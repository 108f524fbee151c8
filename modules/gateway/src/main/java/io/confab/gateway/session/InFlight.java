package io.confab.gateway.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The commands of one session that are not answered yet. Answers on one group leave in the order in which the commands
 * came; a group that stalls holds up no other.
 */
final class InFlight {

    private final Deque<Command> commands = new ArrayDeque<>(4);

    private static final class Command {
        private final long groupId;
        private Runnable answer;

        Command(long groupId) {
            this.groupId = groupId;
        }
    }

    /** How an answer is handed in. */
    @FunctionalInterface
    interface Place {
        void answer(Runnable answer);
    }

    int size() {
        return commands.size();
    }

    /** Takes a place in the order of the group; 0 for a command on no group, whose answer waits for nothing. */
    Place take(long groupId) {
        Command command = new Command(groupId);
        commands.add(command);
        return answer -> {
            command.answer = answer;
            release().forEach(Runnable::run);
        };
    }

    private List<Runnable> release() {
        List<Runnable> answers = new ArrayList<>(1);
        Set<Long> waiting = new HashSet<>();
        for (Iterator<Command> each = commands.iterator(); each.hasNext(); ) {
            Command command = each.next();
            if (command.answer == null) {
                waiting.add(command.groupId);
            } else if (command.groupId == 0 || !waiting.contains(command.groupId)) {
                answers.add(command.answer);
                each.remove();
            }
        }
        return answers;
    }
}
