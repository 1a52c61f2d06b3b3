// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.net.LoopbackPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback that breaks on demand: it cuts connections, refuses new ones, holds back
 * every byte as a network does that loses its packets, or delivers each piece later.
 */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int targetPort;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final FaultState faults = new FaultState();

    private FaultProxy(ServerSocket listener, int targetPort) {
        this.listener = listener;
        this.targetPort = targetPort;
    }

    /** Listens on a free port of loopback and passes everything on to a port of loopback. */
    public static FaultProxy to(int targetPort) throws IOException {
        var proxy = new FaultProxy(new ServerSocket(0, 128, LoopbackPort.address()), targetPort);
        Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
        return proxy;
    }

    /** The port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** Resets every open connection; new ones are accepted. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Closes new connections at once, until {@link #heal}; open ones stay. */
    public void refuse() {
        faults.refuse();
    }

    /**
     * Holds back every byte in both directions, also of new connections, until {@link #heal}.
     * Nothing is lost.
     */
    public void stall() {
        faults.stall();
    }

    /** Delivers each piece later by this much, until {@link #heal}. */
    public void delay(Duration each) {
        faults.delay(each);
    }

    /** Ends every fault; what was held back flows. */
    public void heal() {
        faults.heal();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                open(listener.accept());
            } catch (IOException e) {
                // The listener was closed, or one client went away or the target refused it: others
                // are not affected.
            }
        }
    }

    private void open(Socket client) throws IOException {
        if (faults.refusing()) {
            client.close();
            return;
        }
        var target = new Socket();
        try {
            target.connect(new InetSocketAddress(LoopbackPort.address(), targetPort));
        } catch (IOException e) {
            client.close();
            throw e;
        }
        var connection = new ProxiedConnection(client, target, faults, connections::remove);
        connections.add(connection);
        connection.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
