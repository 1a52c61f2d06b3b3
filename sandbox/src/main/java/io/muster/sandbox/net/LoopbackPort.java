// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** TCP ports of 127.0.0.1, the only address on which anything of the sandbox listens. */
public final class LoopbackPort {

    /** The address in the form that goes into URLs and configurations. */
    public static final String HOST = "127.0.0.1";

    private static final int PROBE_MILLIS = 500;

    private LoopbackPort() {}

    /** The loopback address itself, never resolved by name: {@code localhost} may be IPv6 only. */
    public static InetAddress address() {
        try {
            return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago; somebody else may still take it first. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, address())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a listener could be bound to the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // A port in TIME_WAIT is free for us: every server of the sandbox binds with
            // SO_REUSEADDR.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody accepts connections on the port now. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), port), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until the port answers; false when it did not within the time. */
    public static boolean awaitAnswer(int port, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            if (answers(port)) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }
}
