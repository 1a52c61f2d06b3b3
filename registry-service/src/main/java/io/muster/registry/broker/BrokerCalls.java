// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.registry.presence.PresenceConfig.BrokerDialect;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the calls of brokers, each in its dialect. */
@ApplicationScoped
class BrokerCalls {

    private static final int DEEPEST = 16;
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(DEEPEST)
                                            .build())
                            .build());

    private final Ticks ticks;

    BrokerCalls(Clock clock) {
        this.ticks = new Ticks(clock);
    }

    /**
     * Reads a call; empty when it makes no sense, without events when it tells nothing of
     * connections.
     */
    Optional<List<ClientEvent>> read(BrokerDialect dialect, @Nullable String hook, Buffer body) {
        try {
            var json = JSON.readTree(body.getBytes());
            return json.isObject() ? read(dialect, hook, json) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<List<ClientEvent>> read(
            BrokerDialect dialect, @Nullable String hook, JsonNode json) {
        return switch (dialect) {
            case HIVEMQ -> HiveMqEvents.read(json);
            case EMQX -> Optional.of(EmqxEvents.ofRule(json).stream().toList());
            case VERNEMQ ->
                    Optional.of(VerneMqEvents.read(hook, json, ticks.next()).stream().toList());
            case EMQX_TOPICS, RABBITMQ -> Optional.empty();
        };
    }
}
