// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.function.Consumer;

/** One client's way through the proxy: two pumps, of which either may end both. */
final class ProxiedConnection {

    private static final int PIECE_BYTES = 16_384;

    private final Socket client;
    private final Socket target;
    private final FaultState faults;
    private final Consumer<ProxiedConnection> onEnd;

    ProxiedConnection(
            Socket client, Socket target, FaultState faults, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.target = target;
        this.faults = faults;
        this.onEnd = onEnd;
    }

    void start() {
        Thread.ofVirtual().name("fault-proxy-up").start(() -> pump(client, target));
        Thread.ofVirtual().name("fault-proxy-down").start(() -> pump(target, client));
    }

    private void pump(Socket from, Socket to) {
        var piece = new byte[PIECE_BYTES];
        try {
            for (var read = 0; read >= 0; read = from.getInputStream().read(piece)) {
                faults.awaitTurn();
                to.getOutputStream().write(piece, 0, read);
            }
        } catch (IOException e) {
            // One side is gone: so is the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    /** Both sides see a reset, not an orderly end. */
    void reset() {
        for (var side : List.of(client, target)) {
            try {
                side.setSoLinger(true, 0);
            } catch (IOException e) {
                // Closed already.
            }
        }
        end();
    }

    private void end() {
        for (var side : List.of(client, target)) {
            try {
                side.close();
            } catch (IOException e) {
                // There is nothing left to close.
            }
        }
        onEnd.accept(this);
    }
}
