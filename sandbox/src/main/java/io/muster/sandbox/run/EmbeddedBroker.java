// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerOptions.Access.Hook;
import io.muster.sandbox.broker.BrokerOptions.Tls;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.service.BrokerHook;
import io.muster.sandbox.service.BrokerHook.Topics;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HiveMQ CE, which comes along. */
final class EmbeddedBroker implements SandboxBroker {

    private final BrokerOptions options;
    private final URI control;
    private @Nullable BrokerProcess broker;

    EmbeddedBroker(MusterHome home, Ports ports, Secrets secrets, ServerPki pki) {
        this.control = URI.create("http://%s:%d".formatted(LoopbackPort.HOST, ports.control()));
        this.options =
                new BrokerOptions(
                        home.data().resolve("broker"),
                        home.log(name()),
                        ports.mqtt(),
                        new Hook(
                                hookUrl(ports.acl()),
                                secrets.hook(),
                                ports.control(),
                                Optional.of(hookUrl(ports.registry()))),
                        Optional.of(
                                new Tls(
                                        ports.mqtts(),
                                        pki.keyStore(),
                                        secrets.keyStore(),
                                        pki.trustStore(),
                                        secrets.keyStore())),
                        true);
    }

    /** Each service takes calls of this broker at the same path. */
    private static URI hookUrl(int port) {
        return URI.create(
                "http://%s:%d/hooks/%s/hivemq"
                        .formatted(LoopbackPort.HOST, port, BrokerHook.BROKER_ID));
    }

    /**
     * Without shared subscriptions: HiveMQ CE marks what it has sent to a member of one, and does
     * not deliver it again when it was killed before the member confirmed it. The queue of a single
     * subscriber survives that.
     */
    @Override
    public BrokerHook hook() {
        return new BrokerHook(
                "hivemq",
                Optional.of(control),
                Optional.empty(),
                Optional.empty(),
                new Topics(false, false, Optional.empty()));
    }

    @Override
    public String where() {
        var tls = options.tls().map(listener -> ", TLS " + listener.port()).orElse("");
        return LoopbackPort.HOST + ":" + options.port() + tls;
    }

    @Override
    public void launch() throws IOException {
        broker = BrokerProcess.launch(options);
    }

    @Override
    public boolean ready() throws IOException {
        return launched().ready(options);
    }

    @Override
    public ProcessHandle process() {
        return launched().process().handle();
    }

    private BrokerProcess launched() {
        return Objects.requireNonNull(broker, "not launched");
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
