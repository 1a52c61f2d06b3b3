// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.TestAuthority.Issued;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.MqttLink;
import io.muster.sandbox.device.MqttLink.Comeback;
import io.muster.sandbox.device.MqttLink.Opening;
import io.muster.sandbox.device.Parcel;
import io.muster.sandbox.device.SessionEnd;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;

/** A client of a real broker that shows a certificate and does as it is told. */
public final class DeviceClient implements AutoCloseable {

    private static final char[] PASSWORD = "test-only".toCharArray();

    private final MqttLink link;
    private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    public DeviceClient(MqttEndpoint broker, String clientId, Issued issued) throws Exception {
        this.link = broker.link(clientId, keys(issued), new Life());
    }

    private static KeyManagerFactory keys(Issued issued) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "device",
                issued.keys().getPrivate(),
                PASSWORD,
                new Certificate[] {issued.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys;
    }

    public CompletableFuture<Void> connect() {
        return link.connect(Opening.plain());
    }

    public CompletableFuture<Void> subscribe(String filter) {
        return link.subscribe(List.of(filter));
    }

    public CompletableFuture<Void> publish(String topic) {
        return link.publish(new Parcel(topic, new byte[] {'x'}, false));
    }

    public boolean connected() {
        return link.connected();
    }

    /** Completes when the connection, or the attempt at one, has ended. */
    public CompletableFuture<SessionEnd> end() {
        return end;
    }

    /** The topics of the messages that came. */
    public BlockingQueue<String> heard() {
        return heard;
    }

    /** The broker may be ending the connection at the same time. */
    @Override
    public void close() {
        if (link.connected()) {
            link.disconnect().exceptionally(_ -> null).join();
        }
    }

    private final class Life implements MqttLink.Owner {

        @Override
        public void arrived() {}

        @Override
        public Optional<Comeback> ended(SessionEnd how, int attempts) {
            end.complete(how);
            return Optional.empty();
        }

        @Override
        public void received(String topic, byte[] payload) {
            heard.add(topic);
        }
    }
}
