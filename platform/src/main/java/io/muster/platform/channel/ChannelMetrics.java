// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** The figures of one channel: {@code channel.messages}, {@code .inflight}, {@code .connects}. */
record ChannelMetrics(MeterRegistry registry, String channel) {

    /** One message came to this end. */
    void count(String outcome) {
        registry.counter("channel.messages", "channel", channel, "outcome", outcome).increment();
    }

    /** One connection was accepted by the broker; all but the first are reconnects. */
    void connected() {
        registry.counter("channel.connects", "channel", channel).increment();
    }

    /** How many messages are in hand right now; a channel that is opened again counts anew. */
    void inflight(Supplier<Number> figure) {
        var former = registry.find("channel.inflight").tag("channel", channel).gauge();
        if (former != null) {
            registry.remove(former);
        }
        Gauge.builder("channel.inflight", figure).tag("channel", channel).register(registry);
    }
}
