// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.pki.ServerPki;

/** The broker that the options ask for. */
final class Brokers {

    private Brokers() {}

    static SandboxBroker of(SandboxOptions options, Secrets secrets, ServerPki pki) {
        var home = options.home();
        return switch (options.broker()) {
            case EMBEDDED -> new EmbeddedBroker(home, options.ports(), secrets, pki);
            case MOSQUITTO -> new MosquittoBroker(home, options.ports(), pki);
            case RABBITMQ -> new RabbitMqBroker(home, options.ports(), secrets, pki);
        };
    }
}
