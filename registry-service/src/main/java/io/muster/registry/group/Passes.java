// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import io.muster.platform.outbox.EventDraft;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.group.store.MemberStore;
import io.muster.registry.group.store.PassStore;
import io.muster.registry.group.store.PassStore.Look;
import io.muster.registry.group.store.PassStore.Next;
import io.muster.registry.group.store.PassStore.Pass;
import io.muster.registry.membership.MemberNews;
import io.muster.registry.membership.Memberships;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes membership what a query says, or nobody's where a group is deleted: over all devices of the
 * tenant, some at a time, each step in a transaction of its own that notes how far it came. Whoever
 * changes a device meanwhile asks the new query itself, but for those whose transaction began
 * before the query was there: for them there is a second pass, when they are long over.
 */
@ApplicationScoped
class Passes {

    private static final int DEVICES_PER_STEP = 2000;
    private static final Duration UNTIL_SECOND = Duration.ofMinutes(1);
    private static final String START = "";

    private final Database database;
    private final PassStore passes;
    private final MemberStore members;
    private final Memberships memberships;
    private final RegistryEvents events;
    private final GroupConfig config;
    private final Clock clock;

    Passes(
            Database database,
            PassStore passes,
            MemberStore members,
            Memberships memberships,
            RegistryEvents events,
            GroupConfig config,
            Clock clock) {
        this.database = database;
        this.passes = passes;
        this.members = members;
        this.memberships = memberships;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /** Does a step of a pass that is due; answers whether there was one. */
    Uni<Boolean> step(TenantId tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection -> passes.claim(connection, tenant, now))
                .chain(claimed ->
                        claimed.map(pass -> step(pass, now).replaceWith(true))
                                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Void> step(Pass pass, Instant now) {
        return database.transaction(connection ->
                        pass.deleted() ? empty(connection, pass, now) : find(connection, pass, now))
                .invoke(events::wake)
                .onFailure(Overtaken.class)
                .recoverWithNull();
    }

    private Uni<Void> find(SqlConnection connection, Pass pass, Instant now) {
        return passes.look(connection, pass, now, DEVICES_PER_STEP)
                .chain(look ->
                        settle(connection, pass, look.strays())
                                .call(() -> advance(connection, pass, next(pass, look, now)))
                                .chain(news -> events.tell(connection, pass.tenant(), news)));
    }

    private Uni<List<EventDraft>> settle(SqlConnection connection, Pass pass, List<String> strays) {
        return strays.isEmpty()
                ? Uni.createFrom().item(List.of())
                : members.lock(connection, pass.tenant(), strays)
                        .chain(locked ->
                                memberships.settle(
                                        connection, pass.tenant(), locked, pass.group()));
    }

    private Next next(Pass pass, Look look, Instant now) {
        if (look.seen() == DEVICES_PER_STEP) {
            return new Next(look.last(), now, pass.again(), true);
        }
        return new Next(START, following(pass, now), false, false);
    }

    private @Nullable Instant following(Pass pass, Instant now) {
        if (pass.again()) {
            return now.plus(UNTIL_SECOND);
        }
        return pass.onTime() ? now.plus(config.refresh()) : null;
    }

    private Uni<Void> empty(SqlConnection connection, Pass pass, Instant now) {
        var tenant = pass.tenant();
        var group = pass.group();
        return members.some(connection, tenant, group.id(), DEVICES_PER_STEP)
                .chain(some ->
                        members.lock(connection, tenant, some)
                                .call(() -> members.remove(connection, tenant, some, group.id()))
                                .call(() -> advanceEmpty(connection, pass, some, now))
                                .map(left -> news(pass, left)))
                .chain(news -> events.tell(connection, tenant, news));
    }

    private Uni<Void> advanceEmpty(
            SqlConnection connection, Pass pass, List<String> some, Instant now) {
        if (!some.isEmpty()) {
            return advance(connection, pass, new Next(START, now, pass.again(), false));
        }
        return pass.again()
                ? advance(connection, pass, new Next(START, now.plus(UNTIL_SECOND), false, false))
                : passes.forget(connection, pass);
    }

    private static List<EventDraft> news(Pass pass, List<String> left) {
        return left.stream().map(id -> MemberNews.of(id, pass.group().path(), false)).toList();
    }

    /** As the last write, since whoever changes the group waits for it. */
    private Uni<Void> advance(SqlConnection connection, Pass pass, Next next) {
        return passes.advance(connection, pass, next)
                .invoke(advanced -> {
                    if (!advanced) {
                        throw new Overtaken();
                    }
                })
                .replaceWithVoid();
    }

    /** The group was changed during the step, or its lease was over: nothing of it counts. */
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1;

        Overtaken() {
            super("the group has changed", null, false, false);
        }
    }
}
