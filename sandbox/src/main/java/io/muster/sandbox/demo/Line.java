// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.net.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A line to a broker that can be cut, as when a device loses its network and has no time to say
 * goodbye.
 */
final class Line implements AutoCloseable {

    private final MqttEndpoint broker;
    private final ServerSocket near = new ServerSocket(0, 1, LoopbackPort.address());
    private final Queue<Socket> ends = new ConcurrentLinkedQueue<>();

    private Line(MqttEndpoint broker) throws IOException {
        this.broker = broker;
    }

    static Line to(MqttEndpoint broker) throws IOException {
        var line = new Line(broker);
        Thread.ofVirtual().name("line").start(line::join);
        return line;
    }

    /** The broker at the far end, for the first client that connects. */
    MqttEndpoint broker() {
        return broker.at(near.getLocalPort());
    }

    /** Ends the connection at once, on both sides. */
    void cut() throws IOException {
        near.close();
        for (var end : ends) {
            end.close();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void join() {
        try (var client = near.accept();
                var server = new Socket(broker.host(), broker.port())) {
            ends.add(client);
            ends.add(server);
            var back = Thread.ofVirtual().name("line-back").start(() -> carry(server, client));
            carry(client, server);
            back.join();
        } catch (IOException e) {
            // Cut before anybody came.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone; closing both tells the other.
        }
    }
}
