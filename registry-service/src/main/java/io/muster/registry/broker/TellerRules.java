// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.platform.production.Objection;
import io.muster.platform.production.ProductionRule;
import io.muster.platform.production.Settings;
import io.muster.registry.presence.PresenceConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** Nobody but a broker may say who is connected. */
@Singleton
class TellerRules implements ProductionRule {

    private final PresenceConfig config;

    TellerRules(PresenceConfig config) {
        this.config = config;
    }

    @Override
    public Stream<Objection> objections(Settings settings) {
        return config.brokers().entrySet().stream()
                .flatMap(each -> objections(each.getKey(), each.getValue()));
    }

    private static Stream<Objection> objections(String name, PresenceConfig.Teller teller) {
        var prefix = "muster.presence.brokers.\"" + name + "\".";
        return Stream.of(
                        known(prefix + "hook-secret", teller.hookSecret()),
                        known(prefix + "previous-hook-secret", teller.previousHookSecret()),
                        known(prefix + "password", teller.password()))
                .flatMap(objections -> objections);
    }

    private static Stream<Objection> known(String name, Optional<String> secret) {
        return secret.stream().flatMap(value -> Settings.secret(name, value));
    }
}
