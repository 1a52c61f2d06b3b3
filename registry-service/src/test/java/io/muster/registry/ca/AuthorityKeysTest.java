// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.Kind;
import io.muster.registry.identity.Issuer.State;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorityKeysTest {

    private final CaThreads threads = new CaThreads();

    @AfterEach
    void stop() {
        threads.stop();
    }

    /** A place where one tenant's key is broken. */
    private record Broken(TenantId tenant) implements CaKeys {

        @Override
        public String place() {
            return "a broken disk";
        }

        @Override
        public Optional<Authority> first(TenantId wanted) {
            return Optional.empty();
        }

        @Override
        public Authority create(TenantId wanted, Instant now) {
            throw new CaUnusable("nothing is made here");
        }

        @Override
        public Optional<Authority> open(TenantId wanted, Fingerprint authority) {
            if (wanted.equals(tenant)) {
                throw new CaUnusable("it can't be read");
            }
            return Optional.empty();
        }
    }

    private static Issuer issuer(String tenant, State state) {
        var der = Der.of(tenant.getBytes(StandardCharsets.UTF_8));
        return new Issuer(
                new TenantId(tenant),
                der.fingerprint(),
                Kind.INTERNAL,
                state,
                1,
                1,
                der,
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void aKeyThatCannotBeReadIsLostForItsTenantAndNoOther() {
        var config =
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withMapping(CaConfig.class)
                        .build()
                        .getConfigMapping(CaConfig.class);
        var keys =
                new AuthorityKeys(
                        new Broken(new TenantId("broken")),
                        new Authorities(),
                        threads,
                        config,
                        Clock.systemUTC());

        var opened =
                keys.open(
                                List.of(
                                        issuer("broken", State.ISSUING),
                                        issuer("other", State.VERIFY_ONLY)))
                        .await()
                        .atMost(Duration.ofSeconds(10));

        assertThat(opened).extracting(Generation::lost).containsExactly(true, false);
    }
}
