// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import io.muster.sandbox.device.Fleet;
import io.muster.sandbox.device.FleetPlan;
import io.muster.sandbox.device.FleetWiring;
import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.device.TrustedKeys;
import io.muster.sandbox.operator.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Load, fault, check: one drill on a running installation. */
final class DrillRun {

    private static final Duration CONFIRMATION = Duration.ofSeconds(60);

    private final Path endpoints;
    private final Installation installation;
    private final DrillLoad load;
    private final Consumer<String> tell;
    private final RandomGenerator random;

    DrillRun(Path endpoints, Installation installation, DrillLoad load, Consumer<String> tell) {
        this.endpoints = endpoints;
        this.installation = installation;
        this.load = load;
        this.tell = tell;
        this.random = new SplittableRandom(load.seed());
    }

    DrillReport run(Drill drill) throws Exception {
        try (var est = installation.est();
                var fleet =
                        fleet(
                                drill,
                                new FleetWiring(
                                        est,
                                        installation.broker(),
                                        installation.registry(),
                                        new TrustedKeys(Map.of()),
                                        installation.http()))) {
            fleet.enroll();
            fleet.connect();
            tell.accept(
                    "%d devices are connected; publishing %d updates"
                            .formatted(load.devices(), load.updates()));
            return drill(drill, fleet);
        }
    }

    private DrillReport drill(Drill drill, Fleet fleet) throws Exception {
        var history = new History();
        var campaign = new Campaign(history, new Strike(endpoints, installation, drill), tell);
        for (var device : fleet.devices()) {
            publish(drill, new Recorder(device, history));
        }
        boolean drained = campaign.run(load.updates(), drill.strikes(), load.seed());
        history.awaitConfirmed(load.updates(), CONFIRMATION);
        var verdict = check(drill, history, show(fleet));
        tell.accept(
                "%d confirmed by the broker, %d accepted, %d rejected, %d unanswered"
                        .formatted(
                                history.confirmations(),
                                history.acceptances(),
                                history.rejections(),
                                verdict.unanswered()));
        boolean ok = drained && verdict.ok(load.updates());
        return new DrillReport(drill.name(), ok, verdict, campaign.slowestRecovery(), load.seed());
    }

    private void publish(Drill drill, Recorder recorder) {
        switch (drill.order()) {
            case RISING -> recorder.publish(load.perDevice());
            case SHUFFLED -> recorder.publishShuffled(load.perDevice(), random);
        }
    }

    private static Verdict check(Drill drill, History history, Map<String, Shown> shown) {
        return switch (drill.order()) {
            case RISING -> Checker.check(history, shown);
            case SHUFFLED -> NewestChecker.check(history, shown);
        };
    }

    private Map<String, Shown> show(Fleet fleet) throws Exception {
        var shown = new HashMap<String, Shown>();
        for (SimulatedDevice device : fleet.devices()) {
            var document = installation.shadows().document(device.deviceId());
            shown.put(device.deviceId(), document.map(Shown::of).orElse(Shown.NOTHING));
        }
        return shown;
    }

    private Fleet fleet(Drill drill, FleetWiring wiring) {
        var prefix =
                "drill-"
                        + drill.name()
                        + "-"
                        + Long.toString(System.currentTimeMillis() / 1000, 36);
        return new Fleet(
                FleetPlan.sound(prefix, load.devices(), load.seed()).keepingSessions(), wiring);
    }
}
