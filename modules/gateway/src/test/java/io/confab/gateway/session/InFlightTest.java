package io.confab.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.session.InFlight.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();
    private final List<String> answered = new ArrayList<>();

    @Test
    void answersOneGroupInTheOrderOfItsCommands() {
        Place one = inFlight.take(1);
        Place two = inFlight.take(1);
        Place three = inFlight.take(1);

        answer(three, "three");
        answer(two, "two");
        assertThat(answered).isEmpty();
        answer(one, "one");

        assertThat(answered).containsExactly("one", "two", "three");
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void doesNotHoldUpOtherGroups() {
        Place stalled = inFlight.take(1);
        Place other = inFlight.take(2);

        answer(other, "other");

        assertThat(answered).containsExactly("other");
        answer(stalled, "stalled");
        assertThat(answered).containsExactly("other", "stalled");
    }

    @Test
    void holdsUpNothingThatIsOnNoGroup() {
        Place first = inFlight.take(0);
        Place second = inFlight.take(0);

        answer(second, "second");
        answer(first, "first");

        assertThat(answered).containsExactly("second", "first");
    }

    @Test
    void countsWhatIsAnsweredButWaits() {
        Place one = inFlight.take(1);
        Place two = inFlight.take(1);

        answer(two, "two");

        assertThat(inFlight.size()).isEqualTo(2);
        answer(one, "one");
        assertThat(inFlight.size()).isZero();
    }

    private void answer(Place place, String what) {
        place.answer(() -> answered.add(what));
    }
}
