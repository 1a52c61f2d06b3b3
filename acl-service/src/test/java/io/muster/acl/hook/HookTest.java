// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Dialect;
import io.muster.acl.broker.Realm;
import io.muster.acl.broker.ResponseMode;
import io.muster.acl.broker.Traits;
import io.muster.platform.hook.HookSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HookTest {

    private static final String SECRET = "a-secret-of-128-bits-or-more";
    private static final MultiMap JSON =
            MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");

    /** A dialect whose decision core does whatever a test wants. */
    private record Core(Refusals refusals, Supplier<Optional<Uni<HookAnswer>>> decision)
            implements HookDialect {

        @Override
        public boolean knows(String operation) {
            return operation.equals("ask");
        }

        @Override
        public Refusals refusals(String operation) {
            return refusals;
        }

        @Override
        public Optional<Uni<HookAnswer>> answer(Question question) {
            return decision.get();
        }
    }

    private static Hook hook(Dialect dialect, HookDialect core) {
        var traits =
                new Traits(
                        "",
                        false,
                        ResponseMode.STATUS,
                        Duration.ZERO,
                        false,
                        false,
                        false,
                        Map.of());
        var secret = new HookSecret(SECRET, Optional.empty());
        return new Hook(
                new Broker("b", dialect, secret, Map.of("", new Realm("b", null)), traits), core);
    }

    private static HookAnswer ask(HookDialect core) {
        return hook(Dialect.EMQX, core)
                .answer(
                        HttpMethod.POST,
                        new HookPath("b", Dialect.EMQX, null, "ask"),
                        JSON,
                        Optional.of(Buffer.buffer("{}")))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    @Test
    void aCoreThatThrowsIsAFailureInTheDialectsWords() {
        var core =
                new Core(
                        Refusals.VERNEMQ,
                        () -> {
                            throw new IllegalStateException("broken");
                        });

        assertThat(ask(core)).isEqualTo(Refusals.VERNEMQ.failure());
    }

    @Test
    void aDecisionThatFailsIsAFailureInTheDialectsWords() {
        var failing = Uni.createFrom().<HookAnswer>failure(new IllegalStateException("broken"));

        assertThat(
                        ask(
                                new Core(
                                        GoAuth.of(ResponseMode.JSON).refusals(),
                                        () -> Optional.of(failing))))
                .extracting(HookAnswer::status)
                .isEqualTo(503);
        assertThat(ask(new Core(Refusals.EMQX, () -> Optional.of(failing))))
                .isEqualTo(HookAnswer.json("{\"result\":\"deny\"}"));
    }

    @Test
    void whatMakesNoSenseIsDenied() {
        assertThat(ask(new Core(Refusals.RABBITMQ, Optional::empty)))
                .isEqualTo(HookAnswer.text(200, "deny"));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theSecretIsWhereTheDialectCanHaveIt(Dialect dialect) {
        var hook = hook(dialect, new Core(Refusals.EMQX, Optional::empty));
        var none = MultiMap.caseInsensitiveMultiMap();
        var bearer = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + SECRET);
        var own = MultiMap.caseInsensitiveMultiMap().add("x-hook-secret", SECRET);
        var withSecret = new HookPath("b", dialect, SECRET, "ask");
        var without = new HookPath("b", dialect, null, "ask");

        assertThat(hook.trusts(withSecret, none)).isEqualTo(dialect.secretInPath());
        assertThat(hook.trusts(without, bearer)).isEqualTo(!dialect.secretInPath());
        assertThat(hook.trusts(without, own)).isEqualTo(dialect.secretInOwnHeader());
        assertThat(hook.trusts(without, none)).isFalse();
        assertThat(hook.trusts(new HookPath("b", dialect, SECRET + "x", "ask"), none)).isFalse();
    }

    @Test
    void anotherDialectsPathIsNotTrustedWhateverItShows() {
        var hook = hook(Dialect.NANOMQ, new Core(Refusals.EMQX, Optional::empty));
        var bearer = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + SECRET);

        assertThat(hook.trusts(new HookPath("b", Dialect.EMQX, null, "ask"), bearer)).isFalse();
    }
}
