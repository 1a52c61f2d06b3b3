// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Ends a start in production whose settings are not fit for it, before a port is opened. Whoever
 * runs a profile of another name is taken to be in production too.
 */
@Singleton
class ProductionCheck {

    private static final int FIRST = 1;
    private static final Set<String> ELSEWHERE = Set.of("dev", "test");

    private final List<ProductionRule> rules;
    private final Settings settings;

    ProductionCheck(@All List<ProductionRule> rules, Config config) {
        this.rules = rules;
        this.settings = new Settings(config);
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        check(ConfigUtils.getProfiles());
    }

    void check(Collection<String> profiles) {
        if (profiles.stream().anyMatch(ELSEWHERE::contains)) {
            return;
        }
        var objections =
                rules.stream()
                        .flatMap(rule -> rule.objections(settings))
                        .map(Objection::toString)
                        .sorted()
                        .collect(Collectors.joining("\n  "));
        if (!objections.isEmpty()) {
            // Quarkus prints the message of this exception, without a trace, and ends.
            throw new ConfigurationException("Not started. Unfit for production:\n  " + objections);
        }
    }
}
