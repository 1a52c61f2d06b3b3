// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.topic.SharedFilter;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one incoming channel is configured to be.
 *
 * @param filters as they are subscribed, shared or not; every one is well formed
 * @param lanes how many messages of different devices are handled at the same time
 * @param buffer how many messages may be in hand at most
 * @param keyLevels how many levels at the beginning of a topic say what has to stay in order; with
 *     0 nothing has to
 */
record IncomingSettings(
        MqttEndpoint endpoint, Set<String> filters, int qos, int lanes, int buffer, int keyLevels) {

    /** {@code d/{tenant}/{device}}, or {@code events/{tenant}/{service}}. */
    static final int OWN_LEVELS = 3;

    IncomingSettings(MqttEndpoint endpoint, Set<String> filters, int qos, int lanes, int buffer) {
        this(endpoint, filters, qos, lanes, buffer, OWN_LEVELS);
    }

    IncomingSettings {
        if (filters.isEmpty()) {
            throw new IllegalArgumentException("an incoming channel needs a topic");
        }
        if (qos != 0 && qos != 1) {
            throw new IllegalArgumentException(
                    "qos is 0 or 1: what arrives with QoS 2 is lost when the receiver crashes");
        }
        if (lanes < 1 || buffer < lanes) {
            throw new IllegalArgumentException("inflight is at least 1, and buffer not below it");
        }
        filters.forEach(IncomingSettings::plain);
    }

    /** The same messages without sharing them with other replicas. */
    IncomingSettings alone() {
        var plain =
                filters.stream()
                        .map(filter -> plain(filter).toString())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new IncomingSettings(endpoint, plain, qos, lanes, buffer, keyLevels);
    }

    /** Says whether the broker would deliver this topic on the channel. */
    boolean covers(TopicName topic) {
        return filters.stream().map(IncomingSettings::plain).anyMatch(f -> f.matches(topic));
    }

    private static TopicFilter plain(String filter) {
        var parsed =
                SharedFilter.claims(filter)
                        ? SharedFilter.parse(filter).map(SharedFilter::filter)
                        : TopicFilter.parse(filter);
        return parsed.orElseThrow(
                () -> new IllegalArgumentException("not a topic filter: " + filter));
    }
}
