// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.delivery.Ack;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Payload;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.Shadows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Devices that say what became of a desired version. Nothing is answered: what can't be read, or is
 * about no shadow, is counted.
 */
@ApplicationScoped
class Acks {

    private final Shadows shadows;
    private final MeterRegistry meters;
    private final ShadowLimits limits;

    Acks(Shadows shadows, MeterRegistry meters, ShadowSettings settings) {
        this.shadows = shadows;
        this.meters = meters;
        this.limits = settings.limits().toLimits();
    }

    Uni<Void> note(ShadowTopic.Request of, byte[] payload) {
        return parse(payload)
                .map(ack -> note(of, ack))
                .orElseGet(() -> Uni.createFrom().item("malformed"))
                .invoke(this::count)
                .replaceWithVoid();
    }

    private Optional<Ack> parse(byte[] payload) {
        return Payload.read(payload, limits) instanceof Payload.Tree(var root)
                ? Ack.parse(root)
                : Optional.empty();
    }

    private Uni<String> note(ShadowTopic.Request of, Ack ack) {
        var command =
                new Command.Alter(
                        of.key(),
                        new Change.Acknowledge(ack),
                        Expectation.NONE,
                        new Origin.Device(),
                        Optional.empty());
        return shadows.submit(command).map(Acks::outcome);
    }

    private static String outcome(Result result) {
        return result instanceof Result.Done(Outcome.Missing(), _)
                ? "shadow_not_found"
                : "accepted";
    }

    private void count(String outcome) {
        meters.counter("shadow.requests", "operation", "ack", "outcome", outcome).increment();
    }
}
