// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.policy.reference.ReferenceInterpreter;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The engine against the reference interpreter: the same decision for the same reason by the same
 * rule, a million times and more. The seed that jqwik prints brings a run back.
 */
class DifferentialTest {

    private static final int WORLDS = 2_600;
    private static final int CALLERS = 8;
    private static final int ASKS = 50;

    /** A tenant's documents, and where the questions come from. */
    record World(List<JsonNode> documents, Random questions) {}

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.randomValue(random ->
                new World(new RandomPolicies(random).documents(), new Random(random.nextLong())));
    }

    @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
    void theEngineAgreesWithTheReference(@ForAll("worlds") World world) {
        var engine = PolicySet.of(world.documents().stream().map(PolicyDocument::parse).toList());
        var reference = new ReferenceInterpreter(world.documents());
        var questions = new RandomQuestions(world.questions());
        for (int i = 0; i < CALLERS; i++) {
            var caller = questions.caller();
            agree(
                    world,
                    caller,
                    "connect",
                    engine.connect(caller, Instant.EPOCH),
                    reference.connect(caller, Instant.EPOCH));
            for (int j = 0; j < ASKS; j++) {
                agree(world, caller, questions.ask(), questions.now(), engine, reference);
            }
        }
    }

    private static void agree(
            World world,
            Caller caller,
            Ask ask,
            Instant now,
            PolicySet engine,
            ReferenceInterpreter reference) {
        agree(
                world,
                caller,
                ask + " at " + now,
                engine.decide(caller, ask, now),
                reference.decide(caller, ask, now));
    }

    private static void agree(
            World world, Caller caller, String question, Decision engine, Decision reference) {
        if (!engine.equals(reference)) {
            assertThat(engine)
                    .as("%s%n%s%n%s", world.documents(), caller, question)
                    .isEqualTo(reference);
        }
    }
}
