// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.MqttLink;
import io.muster.sandbox.device.MqttLink.Comeback;
import io.muster.sandbox.device.MqttLink.Opening;
import io.muster.sandbox.device.Parcel;
import io.muster.sandbox.device.SessionEnd;
import io.muster.sandbox.operator.NotObserved;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT client that does as it pleases, with whatever identity it has, to see what it gets away
 * with.
 */
final class Visitor implements AutoCloseable {

    private final MqttLink link;

    Visitor(MqttEndpoint broker, @Nullable KeyManagerFactory keys, String clientId) {
        this.link = broker.link(clientId, keys, new Indifferent());
    }

    Attempt connect(String what) throws InterruptedException, NotObserved {
        return Attempt.of(what, link.connect(Opening.plain()));
    }

    Attempt connectWithWill(String what, String topic) throws InterruptedException, NotObserved {
        var will = new Parcel(topic, new byte[] {'!'}, false);
        return Attempt.of(what, link.connect(new Opening(false, Optional.of(will))));
    }

    /** Connects first where an earlier attempt has cost the connection. */
    Attempt publish(String topic, byte[] payload) throws InterruptedException, NotObserved {
        ensureConnected();
        return Attempt.of(
                "publishing to " + topic, link.publish(new Parcel(topic, payload, false)));
    }

    /** Connects first where an earlier attempt has cost the connection. */
    Attempt subscribe(String filter) throws InterruptedException, NotObserved {
        ensureConnected();
        return Attempt.of("subscribing to " + filter, link.subscribe(List.of(filter)));
    }

    @Override
    public void close() {
        leave(link);
    }

    /** Says goodbye where there is anybody to say it to. */
    static void leave(MqttLink link) {
        if (link.connected()) {
            try {
                link.disconnect().join();
            } catch (CompletionException e) {
                // The broker was faster.
            }
        }
    }

    private void ensureConnected() throws InterruptedException, NotObserved {
        if (!link.connected()) {
            connect("connecting as oneself").requireAllowed();
        }
    }

    /** A visitor sees what becomes of each attempt, and does not come back by itself. */
    private static final class Indifferent implements MqttLink.Owner {

        @Override
        public void arrived() {}

        @Override
        public Optional<Comeback> ended(SessionEnd end, int attempts) {
            return Optional.empty();
        }

        @Override
        public void received(String topic, byte[] payload) {}
    }
}
