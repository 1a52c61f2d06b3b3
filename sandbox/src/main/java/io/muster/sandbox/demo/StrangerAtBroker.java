// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.operator.NotObserved;

/** Whoever has no certificate of ours does not get past the broker, whatever name he gives. */
final class StrangerAtBroker {

    private StrangerAtBroker() {}

    static String observe(Scene scene) throws Exception {
        var broker = scene.installation().broker();
        var victim = scene.devices().getFirst();
        var name = victim.deviceId();
        Attempt without;
        try (var visitor = new Visitor(broker, null, name)) {
            without = visitor.connect("connecting without a certificate").requireRefused();
        }
        Attempt forged;
        try (var visitor = new Visitor(broker, ForgedIdentity.of(name).keyManagers(), name)) {
            forged = visitor.connect("connecting with a self-signed certificate").requireShutOut();
        }
        NotObserved.unless(victim.session().connected(), "a stranger ended the session of " + name);
        return "without a certificate: %s; with a self-signed one: %s; the device of that name stayed connected"
                .formatted(without.reason(), forged.reason());
    }
}
