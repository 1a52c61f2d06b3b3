// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.AclConfig.Registered;
import io.muster.platform.production.Objection;
import io.muster.platform.production.ProductionRule;
import io.muster.platform.production.Settings;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** Nobody but a broker may ask, and nobody but us may use a broker's management. */
@Singleton
class AclRules implements ProductionRule {

    private final AclConfig config;

    AclRules(AclConfig config) {
        this.config = config;
    }

    @Override
    public Stream<Objection> objections(Settings settings) {
        return config.brokers().entrySet().stream()
                .flatMap(each -> objections(each.getKey(), each.getValue()));
    }

    private static Stream<Objection> objections(String id, Registered broker) {
        var name = "muster.acl.brokers.\"" + id + "\".";
        return Stream.of(
                        known(name + "hook-secret", Optional.of(broker.hookSecret())),
                        known(name + "previous-hook-secret", broker.previousHookSecret()),
                        known(name + "control-password", broker.controlPassword()))
                .flatMap(objections -> objections);
    }

    private static Stream<Objection> known(String name, Optional<String> secret) {
        return secret.stream().flatMap(value -> Settings.secret(name, value));
    }
}
