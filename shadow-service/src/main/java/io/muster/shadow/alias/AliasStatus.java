// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.shadow.ShadowSettings;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Whether the topics of AWS can be used on this broker, as far as it is known. Until they were
 * tried out nothing is published there: a broker may end the connection of whoever does, and our
 * own topics use the same one.
 */
@ApplicationScoped
class AliasStatus {

    private static final Logger LOG = Logger.getLogger(AliasStatus.class);

    private final String prefix;
    private volatile Use use;

    AliasStatus(ShadowSettings settings, MeterRegistry meters) {
        this.prefix = settings.alias().prefix();
        this.use =
                settings.alias().enabled()
                        ? new Use.Untried("the broker has not been tried yet")
                        : new Use.Off();
        Gauge.builder("shadow.alias.usable", () -> usable() ? 1 : 0).register(meters);
    }

    /** What is known. */
    sealed interface Use {

        /** Nobody wants them. */
        record Off() implements Use {}

        /** Nothing yet, for this reason. */
        record Untried(String why) implements Use {}

        /** The broker does not carry them. */
        record Unusable(String how) implements Use {}

        /**
         * The broker carries them.
         *
         * @param shared whether replicas share the requests; otherwise one of them has them all
         */
        record Usable(boolean shared) implements Use {}
    }

    Use use() {
        return use;
    }

    boolean usable() {
        return use instanceof Use.Usable;
    }

    void becomes(Use next) {
        if (!next.equals(use)) {
            use = next;
            LOG.log(next instanceof Use.Unusable ? Logger.Level.ERROR : Logger.Level.INFO, text());
        }
    }

    /** What there is to know for people, and what they can do. */
    String text() {
        return switch (use) {
            case Use.Off() -> "off";
            case Use.Untried(var why) -> "Topics below " + prefix + " are not used yet: " + why;
            case Use.Unusable(var how) ->
                    """
                    Topics below %1$s can't be used, the broker %2$s. Set muster.shadow.alias.prefix to one that the \
                    broker carries, such as aws, and give it to the clients in the place of $aws; or allow \
                    shadow-service these topics; or use another broker.\
                    """
                            .formatted(prefix, how);
            case Use.Usable(var shared) ->
                    "Topics below "
                            + prefix
                            + (shared
                                    ? " are used, shared among replicas"
                                    : " are used, by one replica at a time");
        };
    }
}
