// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which address a receiver's name has, if we may connect to it. Looking a name up can't be
 * interrupted and takes as long as the name's owner likes, so it has threads of its own, as many as
 * there are deliveries under way.
 */
@ApplicationScoped
class Names {

    private final WorkerExecutor threads;
    private final PublicAddresses addresses;
    private final Book book;

    @Inject
    Names(Vertx vertx, PublicAddresses addresses) {
        this(vertx, addresses, InetAddress::getAllByName);
    }

    Names(Vertx vertx, PublicAddresses addresses, Book book) {
        this.threads = vertx.createSharedWorkerExecutor("webhook-names", Flights.MOST);
        this.addresses = addresses;
        this.book = book;
    }

    /** What knows the addresses of names. */
    interface Book {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** An address that we do not connect to. */
    static final class Forbidden extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Forbidden() {
            super("the name has an address that is not public", null, false, false);
        }
    }

    /** The first address; fails with {@link Forbidden} if one of them is not for us. */
    Uni<InetAddress> resolve(String host) {
        return Uni.createFrom()
                .completionStage(() ->
                        threads.executeBlocking(() -> lookUp(host), false).toCompletionStage());
    }

    private InetAddress lookUp(String host) throws UnknownHostException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var all = book.all(bare);
        if (!addresses.permitAll(all)) {
            throw new Forbidden();
        }
        return all[0];
    }

    @PreDestroy
    void close() {
        threads.close();
    }
}
