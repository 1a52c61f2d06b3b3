// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.device.Fleet;
import io.muster.sandbox.device.FleetPlan;
import io.muster.sandbox.device.FleetWiring;
import io.muster.sandbox.device.TrustedKeys;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.operator.Installation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Random;

/** Simulated devices to play with, as long as the sandbox runs. */
public final class DemoFleet implements AutoCloseable {

    /** What the ids of the devices begin with. */
    public static final String PREFIX = "demo";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Fleet fleet;

    /** A fleet for a sandbox that is ready. */
    public DemoFleet(MusterHome home, int size) throws IOException {
        var installation =
                Installation.read(home.endpoints(), home.root(), http, BrokerKind.of(home).mqtt());
        var wiring =
                new FleetWiring(
                        installation.est(),
                        installation.broker(),
                        installation.registry(),
                        TrustedKeys.read(SigningKey.KEY_ID, SigningKey.publicKey(home)),
                        http);
        this.fleet = new Fleet(FleetPlan.sound(PREFIX, size, new Random().nextLong()), wiring);
    }

    /** Enrolls and connects all devices; returns when each has announced itself. */
    public void start() throws IOException, InterruptedException {
        fleet.enroll();
        fleet.connect();
    }

    @Override
    public void close() {
        fleet.close();
        http.close();
    }
}
