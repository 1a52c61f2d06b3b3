// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import io.muster.bench.acl.fleet.Fleet;
import io.muster.bench.acl.fleet.Question;
import io.muster.bench.acl.fleet.Traffic;
import io.muster.bench.measure.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * All engines with the same policies and questions, which they answer alike.
 *
 * @param turns by engine
 * @param wide our engine with questions that it has to search widest for
 * @param allowed which part of the questions is allowed
 */
record Arena(Map<String, DecisionTurn> turns, DecisionTurn wide, double allowed) {

    private static final int QUESTIONS = 4_096;
    private static final int WIDE_QUESTIONS = 256;
    private static final long SEED = 7;

    /** A peer takes milliseconds for one at 10,000 rules. */
    private static final int COMPARED = 300;

    /**
     * Loads and compares them.
     *
     * @param engines ours first
     */
    static Arena of(Plan plan, int rules, List<Engine> engines, Duration turn) throws Exception {
        var fleet = Fleet.ofRules(rules);
        var questions = new Traffic(fleet, "dev", SEED).questions(QUESTIONS);
        var loaded = new LinkedHashMap<String, IntPredicate>();
        var turns = new LinkedHashMap<String, DecisionTurn>();
        for (var engine : engines) {
            plan.say("%,d rules into %s".formatted(rules, engine.name()));
            var decide = engine.load(fleet.rules(), questions);
            loaded.put(engine.name(), decide);
            turns.put(engine.name(), new DecisionTurn(decide, QUESTIONS, engine.batch(), turn));
        }
        var ours = loaded.firstEntry().getValue();
        compare(plan, questions.subList(0, COMPARED), ours, loaded);
        var wide = new Traffic(fleet, "dev", SEED).wide(WIDE_QUESTIONS);
        var widely = engines.getFirst().load(fleet.rules(), wide);
        return new Arena(
                turns,
                new DecisionTurn(widely, WIDE_QUESTIONS, engines.getFirst().batch(), turn),
                share(questions, ours));
    }

    private static void compare(
            Plan plan,
            List<Question> questions,
            IntPredicate ours,
            Map<String, IntPredicate> loaded) {
        loaded.forEach((name, decide) -> {
            var agreement = Agreement.require(name, questions, ours, decide);
            plan.say(
                    "  %s: %d questions, %d allowed, as we do"
                            .formatted(name, agreement.asked(), agreement.allowed()));
        });
    }

    private static double share(List<Question> questions, IntPredicate ours) {
        return Agreement.require("ours", questions, ours, ours).allowed()
                / (double) questions.size();
    }
}
