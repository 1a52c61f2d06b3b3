// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.engine.RolloutWork;
import io.muster.ota.engine.RolloutWorks;
import io.muster.ota.engine.Transactions;
import io.muster.ota.rollout.RolloutState;
import io.muster.ota.rollout.WaveState;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Obeys operators: starts, pauses, resumes and aborts rollouts. */
@ApplicationScoped
class Commands {

    private static final String BY_OPERATOR = "operator";

    private final Transactions transactions;
    private final RolloutWorks works;
    private final RolloutReads reads;
    private final ReleaseGuard releases;
    private final AuditLog audit;

    Commands(
            Transactions transactions,
            RolloutWorks works,
            RolloutReads reads,
            ReleaseGuard releases,
            AuditLog audit) {
        this.transactions = transactions;
        this.works = works;
        this.reads = reads;
        this.releases = releases;
        this.audit = audit;
    }

    Uni<RolloutView> obey(Command command) {
        return checkRelease(command)
                .chain(() ->
                        transactions.run(connection ->
                                works.open(connection, command.caller().tenant(), command.rollout())
                                        .map(found -> found.orElseThrow(Commands::unknown))
                                        .chain(work -> obey(work, command))));
    }

    /** What goes out must still be trusted; stopping must always be possible. */
    private Uni<Void> checkRelease(Command command) {
        var tenant = command.caller().tenant();
        return switch (command.verb()) {
            case START, RESUME ->
                    reads.get(tenant, command.rollout())
                            .chain(view -> releases.usable(tenant, view.release()))
                            .replaceWithVoid();
            case PAUSE, ABORT -> Uni.createFrom().voidItem();
        };
    }

    private static ProblemException unknown() {
        return Problems.notFound("No such rollout.");
    }

    private Uni<RolloutView> obey(RolloutWork work, Command command) {
        check(work, command);
        var before = work.rollout().state();
        var after = before.after(command.verb()).orElseThrow(() -> impossible(before, command));
        if (after == before) {
            return Uni.createFrom().item(view(work));
        }
        change(work, after);
        return audit.append(work.connection(), work.tenant(), entry(command))
                .chain(() -> works.close(work))
                .map(_ -> view(work));
    }

    private static void check(RolloutWork work, Command command) {
        var rollout = work.rollout();
        var expected = command.expected();
        if (expected.isPresent() && expected.getAsLong() != rollout.revision()) {
            throw Problems.preconditionFailed(
                    "The rollout is at revision " + rollout.revision() + ".");
        }
        boolean own = rollout.createdBy().equals(command.caller().subject());
        if (command.verb() == RolloutState.Command.START
                && rollout.spec().requireApproval()
                && own) {
            throw ProblemException.of(
                    403,
                    "four-eyes",
                    "Somebody else has to start this",
                    "The rollout requires approval: whoever created it may not start it.");
        }
    }

    private static ProblemException impossible(RolloutState state, Command command) {
        return ProblemException.of(
                409,
                "rollout-state",
                "The rollout's state does not allow this",
                "A rollout that is " + state + " can't obey " + verb(command) + ".");
    }

    private static void change(RolloutWork work, RolloutState after) {
        if (after == RolloutState.ABORTING) {
            work.abort(BY_OPERATOR, WaveState.STOPPED);
            return;
        }
        if (after == RolloutState.RUNNING) {
            work.course()
                    .current()
                    .filter(wave -> wave.state() == WaveState.HELD)
                    .ifPresent(wave -> work.put(wave.in(WaveState.WAIVED)));
        }
        work.become(after, after == RolloutState.RUNNING ? "" : BY_OPERATOR);
    }

    private static AuditEntry entry(Command command) {
        return new AuditEntry(
                command.caller().subject(),
                "rollout." + verb(command),
                command.rollout().toString(),
                JsonNodeFactory.instance.objectNode());
    }

    private static String verb(Command command) {
        return command.verb().name().toLowerCase(Locale.ROOT);
    }

    private static RolloutView view(RolloutWork work) {
        return RolloutView.of(work.rollout(), work.course());
    }
}
