// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.preload.BrokerJudges;
import io.muster.acl.preload.Form;
import io.muster.acl.preload.Preload;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * What brokers make of the lists compiled from any policies, against the engine's own decisions, at
 * any moment and quality of service.
 */
class PreloadLawsTest {

    private static final int CALLERS = 6;
    private static final int QUESTIONS = 40;
    private static final String SHARE = "$share/g/";

    private static final AtomicInteger ALLOWED = new AtomicInteger();

    @Provide
    Arbitrary<Random> seeds() {
        return Arbitraries.randomValue(random -> new Random(random.nextLong()));
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void noBrokerAllowsWhatTheEngineDenies(@ForAll("seeds") Random random) {
        var documents = new RandomPolicies(random).documents();
        var policies =
                PolicySet.of(
                        documents.stream().map(PolicyDocument::parse).toList(), new TenantWall());
        var questions = new RandomQuestions(random);
        for (int i = 0; i < CALLERS; i++) {
            var caller = questions.caller();
            for (var form : Form.values()) {
                var told = Preload.of(policies.rulesOf(caller), form);
                for (int j = 0; j < QUESTIONS && !told.isEmpty(); j++) {
                    check(policies, caller, told, questions);
                }
            }
        }
    }

    private static void check(
            PolicySet policies, Caller caller, Preload told, RandomQuestions questions) {
        var ask = questions.ask();
        var theirs = judged(told, ask);
        if (theirs.isEmpty()) {
            return;
        }
        var ours = policies.decide(caller, ask, questions.now()).allowed();
        if (theirs.get()) {
            ALLOWED.incrementAndGet();
        }
        assertThat(theirs.get() && !ours).as("%s of %s by %s", ask, caller, told.rules()).isFalse();
        assertThat(told.form().asks() && ours && !theirs.get())
                .as("%s of %s by %s", ask, caller, told.rules())
                .isFalse();
    }

    /**
     * Empty where the broker asks, or is not asked itself. None of them asks about deliveries, for
     * which a subscription may be allowed that is denied in part.
     */
    private static Optional<Boolean> judged(Preload told, Ask ask) {
        return switch (ask) {
            case Publish(var topic, var retain, _) when retain != Retain.UNKNOWN && sent(topic) ->
                    BrokerJudges.judge(
                            told.form(), told.rules(), Action.PUBLISH, topic, retain == Retain.YES);
            case Subscribe(var filter, _, var shareVisible, var receiptsAsked)
                    when shareVisible && !receiptsAsked && sent(filter) ->
                    BrokerJudges.judge(
                            told.form(),
                            told.rules(),
                            Action.SUBSCRIBE,
                            filter.startsWith(SHARE) ? filter.substring(SHARE.length()) : filter,
                            false);
            default -> Optional.empty();
        };
    }

    /** A broker asks nothing about what is no topic, or a topic of its own extensions. */
    private static boolean sent(String text) {
        return Asked.of(new Subscribe(text, null, true, false)) instanceof Asked.Filter
                && !text.startsWith("$queue")
                && !text.startsWith("$exclusive");
    }

    /** About a thousand of them, by chance; none would mean that nothing was shown. */
    @AfterContainer
    static void someWereAllowed() {
        assertThat(ALLOWED.get()).isGreaterThan(100);
    }
}
