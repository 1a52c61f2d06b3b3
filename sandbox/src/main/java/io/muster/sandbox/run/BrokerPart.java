// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.net.LoopbackPort;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded broker. */
final class BrokerPart implements Part {

    private final BrokerOptions options;
    private @Nullable BrokerProcess broker;

    BrokerPart(BrokerOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "broker";
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
