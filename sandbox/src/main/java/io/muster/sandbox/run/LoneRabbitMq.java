// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.service.BrokerHook;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The system's RabbitMQ as a sandbox configures it, but without the sandbox: for tests of those
 * whom it asks.
 */
public final class LoneRabbitMq implements AutoCloseable {

    private final RabbitMqBroker broker;

    private LoneRabbitMq(RabbitMqBroker broker) {
        this.broker = broker;
    }

    /** Whether this machine has one. */
    public static boolean installed() {
        return RabbitMqBroker.installed();
    }

    /** What acl-service has to be told of the RabbitMQ that is started in this directory. */
    public static BrokerHook hook(MusterHome home, Ports ports) throws IOException {
        return broker(home, ports).hook();
    }

    /**
     * Starts it; returns when it listens. The authority of the devices is read from {@link
     * MusterHome#deviceCa()}.
     */
    public static LoneRabbitMq start(MusterHome home, Ports ports)
            throws IOException, InterruptedException {
        return start(broker(home, ports));
    }

    /**
     * The same without anybody to ask: everybody may do everything. For tests that are not about
     * access.
     */
    public static LoneRabbitMq startOpen(MusterHome home, Ports ports)
            throws IOException, InterruptedException {
        home.create();
        var secrets = Secrets.ensure(home);
        var pki = pki(home, secrets);
        var configuration = new RabbitMqConfiguration(home, ports, secrets, pki, true);
        return start(new RabbitMqBroker(home, ports, secrets, configuration));
    }

    private static LoneRabbitMq start(RabbitMqBroker broker)
            throws IOException, InterruptedException {
        var started = new LoneRabbitMq(broker);
        try {
            for (var part : broker.before()) {
                part.launch();
                Waiting.forOne(part);
            }
            broker.launch();
            Waiting.forOne(broker);
        } catch (IOException | InterruptedException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** Who vouches for the server that is started in this directory. */
    public static Path serverCa(MusterHome home) throws IOException {
        return pki(home, Secrets.ensure(home)).caCertificate();
    }

    private static RabbitMqBroker broker(MusterHome home, Ports ports) throws IOException {
        home.create();
        var secrets = Secrets.ensure(home);
        return new RabbitMqBroker(home, ports, secrets, pki(home, secrets));
    }

    private static ServerPki pki(MusterHome home, Secrets secrets) throws IOException {
        return ServerPki.ensure(home.pki(), secrets.keyStore());
    }

    @Override
    public void close() {
        broker.stop();
        broker.before().forEach(Part::stop);
    }
}
