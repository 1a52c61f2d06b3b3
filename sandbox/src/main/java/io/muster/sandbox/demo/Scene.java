// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.Behaviour;
import io.muster.sandbox.device.EstClient;
import io.muster.sandbox.device.Fleet;
import io.muster.sandbox.device.FleetPlan;
import io.muster.sandbox.device.FleetWiring;
import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.AccessApi;
import io.muster.sandbox.operator.Installation;
import io.muster.sandbox.operator.IssuerApi;
import io.muster.sandbox.operator.RegistryApi;
import io.muster.sandbox.operator.RolloutApi;
import io.muster.sandbox.operator.ShadowApi;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;

/** What all steps share: the installation, the fleet, and the key that signs releases. */
final class Scene implements AutoCloseable {

    private final Installation installation;
    private final IssuerApi issuer;
    private final String tag;
    private final long seed;
    private final ReleaseKey releaseKey;
    private final EstClient est;
    private final FleetWiring wiring;
    private final Fleet fleet;

    /**
     * Sets the scene; nothing has been sent yet.
     *
     * @param tag makes the ids of this demo's devices and releases its own, on an installation that
     *     has seen others
     */
    Scene(Installation installation, IssuerApi issuer, String tag, int devices, long seed)
            throws IOException {
        this.installation = installation;
        this.issuer = issuer;
        this.tag = tag;
        this.seed = seed;
        this.releaseKey = ReleaseKey.generate("demo-" + tag);
        this.est = installation.est();
        this.wiring =
                new FleetWiring(
                        est,
                        installation.broker(),
                        installation.registry(),
                        releaseKey.trusted(),
                        installation.http());
        this.fleet = new Fleet(plan("demo-" + tag, devices, Behaviour.sound(seed)), wiring);
    }

    Installation installation() {
        return installation;
    }

    IssuerApi issuer() {
        return issuer;
    }

    RegistryApi registry() {
        return installation.registry();
    }

    ShadowApi shadows() {
        return installation.shadows();
    }

    AccessApi access() {
        return installation.access();
    }

    RolloutApi rollouts() {
        return installation.rollouts();
    }

    EstClient est() {
        return est;
    }

    ReleaseKey releaseKey() {
        return releaseKey;
    }

    Fleet fleet() {
        return fleet;
    }

    List<SimulatedDevice> devices() {
        return fleet.devices();
    }

    /** An id of this demo that is not in the fleet. */
    String id(String name) {
        return "demo-" + tag + "-" + name;
    }

    /** One device beside the fleet, for what is not done to the fleet. */
    Fleet single(String name, Behaviour behaviour) {
        return new Fleet(plan(id(name), 1, behaviour), wiring);
    }

    /** One device that gets its artifacts over a line of its own. */
    Fleet behind(String name, UnaryOperator<InputStream> line, Behaviour behaviour) {
        return new Fleet(plan(id(name), 1, behaviour), wiring.over(line));
    }

    long seed() {
        return seed;
    }

    /** The product of this demo's devices: rollouts of others are none of theirs. */
    String product() {
        return "demo-" + tag;
    }

    @Override
    public void close() {
        fleet.close();
        est.close();
    }

    private FleetPlan plan(String prefix, int size, Behaviour behaviour) {
        return FleetPlan.sound(prefix, size, seed).of(product()).behaving(behaviour);
    }
}
