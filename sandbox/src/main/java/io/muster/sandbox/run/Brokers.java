// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerOptions.Access.Hook;
import io.muster.sandbox.broker.BrokerOptions.Tls;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.service.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The broker that the options ask for. */
final class Brokers {

    private Brokers() {}

    static Part part(SandboxOptions options, Secrets secrets, ServerPki pki) throws IOException {
        return switch (options.broker()) {
            case EMBEDDED -> new BrokerPart(embedded(options, secrets, pki));
            case MOSQUITTO, RABBITMQ ->
                    throw new IOException(options.broker() + " is not supported");
        };
    }

    private static BrokerOptions embedded(SandboxOptions options, Secrets secrets, ServerPki pki) {
        var ports = options.ports();
        return new BrokerOptions(
                options.home().data().resolve("broker"),
                options.home().log("broker"),
                ports.mqtt(),
                new Hook(hook(ports.acl(), "hivemq"), secrets.hook(), ports.control()),
                Optional.of(
                        new Tls(
                                ports.mqtts(),
                                pki.keyStore(),
                                secrets.keyStore(),
                                pki.trustStore(),
                                secrets.keyStore())),
                true);
    }

    private static URI hook(int aclPort, String dialect) {
        return URI.create(
                "http://%s:%d/hooks/%s/%s"
                        .formatted(LoopbackPort.HOST, aclPort, ServiceSettings.BROKER_ID, dialect));
    }
}
