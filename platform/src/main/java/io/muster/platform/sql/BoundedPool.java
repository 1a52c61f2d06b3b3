// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.sql;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives the pool the two bounds that its configuration does not know: how many may wait for a
 * connection, and for how long. Without them a database that stalls is met by an ever growing
 * crowd.
 */
@Singleton
class BoundedPool implements PgPoolCreator {

    private static final int MAX_WAITING = 4_096;
    private static final int MAX_WAIT_SECONDS = 5;

    @Override
    public Pool create(Input input) {
        var options =
                input.poolOptions()
                        .setMaxWaitQueueSize(MAX_WAITING)
                        .setConnectionTimeout(MAX_WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
