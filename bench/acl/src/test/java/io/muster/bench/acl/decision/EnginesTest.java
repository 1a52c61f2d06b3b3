// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.bench.acl.fleet.Fleet;
import io.muster.bench.acl.fleet.Question;
import io.muster.bench.acl.fleet.Traffic;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison means something only while all are given the same policies. */
class EnginesTest {

    private static final Fleet FLEET = new Fleet(12);
    private static final List<Question> QUESTIONS = new Traffic(FLEET, "dev", 11).questions(500);

    @ParameterizedTest
    @ValueSource(strings = {"jcasbin", "cedar"})
    void thePeersAnswerAsWeDo(String peer) throws Exception {
        var ours = new OurEngine().load(FLEET.rules(), QUESTIONS);
        var theirs = engine(peer).load(FLEET.rules(), QUESTIONS);

        var agreement = Agreement.require(peer, QUESTIONS, ours, theirs);

        assertThat(agreement.asked()).isEqualTo(500);
        assertThat(agreement.allowed()).isBetween(250, 450);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jcasbin", "cedar"})
    void alsoWhereASubscriptionIsWiderThanItsSite(String peer) throws Exception {
        var wide = new Traffic(FLEET, "dev", 11).wide(50);

        var agreement =
                Agreement.require(
                        peer,
                        wide,
                        new OurEngine().load(FLEET.rules(), wide),
                        engine(peer).load(FLEET.rules(), wide));

        assertThat(agreement.allowed()).isZero();
    }

    @Test
    void enginesThatDisagreeAreNotCompared() {
        IntPredicate all = _ -> true;
        IntPredicate some = index -> index != 3;

        assertThatIllegalStateException()
                .isThrownBy(() -> Agreement.require("other", QUESTIONS, all, some))
                .withMessageContaining("other and ours disagree; we allow " + QUESTIONS.get(3));
    }

    private static Engine engine(String name) {
        return name.equals("cedar") ? new CedarEngine() : new CasbinEngine();
    }
}
