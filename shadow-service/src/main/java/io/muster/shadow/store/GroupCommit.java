// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.problem.Problems;
import io.muster.platform.sql.StoreUnavailable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Commits together what arrives while a commit is running. An idle database is asked at once, with
 * one command; a busy one gets as many as have gathered, so that the cost of a commit is shared.
 * Commands are carried out and answered in the order in which they came. Everything here happens on
 * one event loop.
 */
final class GroupCommit<C, R> {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 256;

    private final Context context;
    private final Function<List<C>, Uni<List<R>>> commit;
    private final Queue<Ticket<C, R>> waiting = new ArrayDeque<>();
    private boolean running;

    /**
     * @param commit carries out commands and answers one result for each, or fails having done
     *     nothing
     */
    GroupCommit(Context context, Function<List<C>, Uni<List<R>>> commit) {
        this.context = context;
        this.commit = commit;
    }

    private record Ticket<C, R>(C command, UniEmitter<? super R> outcome) {}

    /** Completes with the command's own result after the commit that it was part of. */
    Uni<R> submit(C command) {
        return Uni.createFrom()
                .emitter(outcome ->
                        context.runOnContext(_ -> enqueue(new Ticket<>(command, outcome))));
    }

    private void enqueue(Ticket<C, R> ticket) {
        if (waiting.size() >= MOST_WAITING) {
            ticket.outcome.fail(Problems.unavailable("Too many changes are waiting."));
            return;
        }
        waiting.add(ticket);
        if (!running) {
            next();
        }
    }

    private void next() {
        var batch = new ArrayList<Ticket<C, R>>();
        while (batch.size() < MOST_TOGETHER && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        running = !batch.isEmpty();
        if (running) {
            together(batch).subscribe().with(_ -> continued(), _ -> continued());
        }
    }

    private void continued() {
        context.runOnContext(_ -> next());
    }

    private Uni<Void> together(List<Ticket<C, R>> batch) {
        var commands = batch.stream().map(Ticket::command).toList();
        return Uni.createFrom()
                .deferred(() -> commit.apply(commands))
                .onItemOrFailure()
                .transformToUni((results, failure) ->
                        failure == null ? answer(batch, results) : apart(batch, failure));
    }

    private static <C, R> Uni<Void> answer(List<Ticket<C, R>> batch, List<R> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome.complete(results.get(i));
        }
        return Uni.createFrom().voidItem();
    }

    /** One command that can't be carried out must not take the others with it. */
    private Uni<Void> apart(List<Ticket<C, R>> batch, Throwable failure) {
        if (batch.size() == 1 || failure instanceof StoreUnavailable) {
            batch.forEach(ticket -> ticket.outcome.fail(failure));
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(ticket -> together(List.of(ticket)))
                .onItem()
                .ignoreAsUni();
    }
}
