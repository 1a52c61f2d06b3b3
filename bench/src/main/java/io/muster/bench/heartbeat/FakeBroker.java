// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import io.muster.bench.heartbeat.Packets.Packet;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/**
 * Stands in the place of a broker, which would use up the processors that are to be measured: it
 * lets every channel of the service connect, and hands heartbeats to the one that wants them.
 */
final class FakeBroker implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket door;
    private final CompletableFuture<OutputStream> heartbeats = new CompletableFuture<>();

    private FakeBroker(ServerSocket door) {
        this.door = door;
    }

    static FakeBroker start() throws IOException {
        var broker = new FakeBroker(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(broker::accept);
        return broker;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Where heartbeats are written to, once the service has subscribed to them. */
    CompletableFuture<OutputStream> heartbeats() {
        return heartbeats;
    }

    private void accept() {
        try {
            while (true) {
                var socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(socket.getInputStream());
            var out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            while (true) {
                answer(Packets.read(in), out);
            }
        } catch (IOException gone) {
            // The service ended the connection, or is ended.
        }
    }

    private void answer(Packet packet, OutputStream out) throws IOException {
        switch (packet.type()) {
            case Packets.CONNECT -> send(out, Packets.CONNACK);
            case Packets.PINGREQ -> send(out, Packets.PINGRESP);
            case Packets.SUBSCRIBE -> subscribed(packet, out);
            case Packets.PUBLISH -> {
                if ((packet.first() & 2) != 0) {
                    send(out, Packets.puback(packet.publishId()));
                }
            }
            default -> {}
        }
    }

    private void subscribed(Packet packet, OutputStream out) throws IOException {
        int filters = packet.text().split("/\\+/\\+/", -1).length - 1;
        send(out, Packets.suback(packet.id(0), filters));
        if (packet.text().contains("heartbeat")) {
            heartbeats.complete(out);
        }
    }

    /** A heartbeat may be under way on another thread. */
    private static void send(OutputStream out, byte[] packet) throws IOException {
        synchronized (out) {
            out.write(packet);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
