// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** How a decision changes when its policies do. */
class PolicyLawsTest {

    private static final int QUESTIONS = 80;

    @Provide
    Arbitrary<Random> seeds() {
        return Arbitraries.randomValue(random -> new Random(random.nextLong()));
    }

    private static PolicySet set(List<JsonNode> documents) {
        return PolicySet.of(documents.stream().map(PolicyDocument::parse).toList());
    }

    private static List<JsonNode> changed(
            List<JsonNode> documents, Random random, BiConsumer<ArrayNode, Random> change) {
        var copies = new ArrayList<JsonNode>();
        documents.forEach(document -> copies.add(document.deepCopy()));
        var one = copies.get(random.nextInt(copies.size()));
        change.accept(one.withArrayProperty("rules"), random);
        return copies;
    }

    private static void addDeny(ArrayNode rules, Random random) {
        var rule = new RandomPolicies(random).rule("added");
        rules.insert(random.nextInt(rules.size() + 1), rule.put("effect", "deny"));
    }

    private static void removeAllow(ArrayNode rules, Random random) {
        int first = random.nextInt(rules.size() + 1);
        for (int i = 0; i < rules.size(); i++) {
            int at = (first + i) % rules.size();
            if (rules.get(at).get("effect").asText().equals("allow")) {
                rules.remove(at);
                return;
            }
        }
    }

    private static void neverAllows(PolicySet before, PolicySet after, RandomQuestions questions) {
        for (int i = 0; i < QUESTIONS; i++) {
            var caller = questions.caller();
            var ask = questions.ask();
            var now = questions.now();
            boolean gained =
                    after.decide(caller, ask, now).allowed()
                            && !before.decide(caller, ask, now).allowed();
            boolean admitted =
                    after.connect(caller, now).allowed() && !before.connect(caller, now).allowed();

            assertThat(gained).as("%s of %s", ask, caller).isFalse();
            assertThat(admitted).as("connect of %s", caller).isFalse();
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void addingADenyNeverAllows(@ForAll("seeds") Random random) {
        var documents = new RandomPolicies(random).documents();
        var stricter = changed(documents, random, PolicyLawsTest::addDeny);

        neverAllows(set(documents), set(stricter), new RandomQuestions(random));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void removingAnAllowNeverAllows(@ForAll("seeds") Random random) {
        var documents = new RandomPolicies(random).documents();
        var stricter = changed(documents, random, PolicyLawsTest::removeAllow);

        neverAllows(set(documents), set(stricter), new RandomQuestions(random));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void orderNeverMatters(@ForAll("seeds") Random random) {
        var documents = new RandomPolicies(random).documents();
        var shuffled = new ArrayList<JsonNode>();
        documents.forEach(document -> shuffled.add(shuffled(document, random)));
        Collections.shuffle(shuffled, random);
        var there = set(documents);
        var back = set(shuffled);
        var questions = new RandomQuestions(random);
        for (int i = 0; i < QUESTIONS; i++) {
            var caller = questions.caller();
            var ask = questions.ask();
            var now = questions.now();

            assertThat(back.decide(caller, ask, now)).isEqualTo(there.decide(caller, ask, now));
            assertThat(back.connect(caller, now)).isEqualTo(there.connect(caller, now));
        }
    }

    private static JsonNode shuffled(JsonNode document, Random random) {
        var rules = new ArrayList<JsonNode>();
        document.get("rules").forEach(rules::add);
        Collections.shuffle(rules, random);
        ObjectNode copy = document.deepCopy();
        copy.putArray("rules").addAll(rules);
        return copy;
    }
}
