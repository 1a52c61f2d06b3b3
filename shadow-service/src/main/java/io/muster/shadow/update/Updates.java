// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Edit;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.RequestId;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.update.DeviceReport.Parsed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Devices that report. A device writes its own report and nothing else: what is desired of it, and
 * whether the shadow exists, is for others to say.
 */
@ApplicationScoped
class Updates {

    private static final Origin DEVICE = new Origin.Device();
    private static final Pointer REPORTED = Pointer.ROOT.child(SectionName.REPORTED.member());
    private static final Refusal ONLY_REPORTED =
            Refusal.forbidden("a device may write only state.reported");
    private static final Refusal NO_DELETE = Refusal.forbidden("a device may not delete a shadow");

    private final Shadows shadows;
    private final Answers answers;
    private final ShadowLimits limits;

    Updates(Shadows shadows, Answers answers, ShadowSettings settings) {
        this.shadows = shadows;
        this.answers = answers;
        this.limits = settings.limits().toLimits();
    }

    Uni<Void> update(ShadowTopic.Request to, byte[] payload) {
        return switch (DeviceReport.parse(payload, limits)) {
            case Parsed.Invalid(var refusal, var token) -> answers.reject(to, refusal, token);
            case Parsed.Valid(DeviceReport(var request, var _))
                    when request.patch().touches(SectionName.DESIRED) ->
                    answers.forbid(to, ONLY_REPORTED, foreign(request), request.clientToken());
            case Parsed.Valid(var report) -> carryOut(to, report, payload);
        };
    }

    private static List<Pointer> foreign(UpdateRequest request) {
        return new Edit.Merge(request.patch())
                .places().stream().filter(place -> !REPORTED.covers(place)).toList();
    }

    Uni<Void> refuseDelete(ShadowTopic.Request to, byte[] payload) {
        return answers.reject(to, NO_DELETE, UpdateRequest.tokenOf(payload, limits));
    }

    private Uni<Void> carryOut(ShadowTopic.Request to, DeviceReport report, byte[] payload) {
        var request = report.request();
        var command =
                new Command.Alter(
                        to.key(),
                        new Change.Write(new Edit.Merge(request.patch()), report.manner()),
                        request.expected(),
                        DEVICE,
                        request.clientToken().map(token -> RequestId.of(token, payload)));
        return shadows.submit(command).chain(result -> answer(to, request, result));
    }

    private Uni<Void> answer(ShadowTopic.Request to, UpdateRequest request, Result result) {
        return switch (result) {
            case Result.Done(var outcome, var at) -> answer(to, request, outcome, at);
            case Result.Repeated repeated -> answers.acceptAgain(to, request, repeated);
            case Result.TokenReused() ->
                    answers.reject(to, Refusal.tokenReused(), request.clientToken());
            case Result.Seen _ -> throw unexpected();
        };
    }

    private Uni<Void> answer(
            ShadowTopic.Request to, UpdateRequest request, Outcome outcome, Instant at) {
        return switch (outcome) {
            case Outcome.Applied(var before, var after) ->
                    answers.accept(to, request, before, after, at);
            case Outcome.Conflict _ ->
                    answers.reject(to, Refusal.versionConflict(), request.clientToken());
            case Outcome.TooLarge _ ->
                    answers.reject(to, Refusal.tooLarge(), request.clientToken());
            case Outcome.Violated violated -> answers.reject(to, violated, request.clientToken());
            case Outcome.Refused(var refusal) -> answers.reject(to, refusal, request.clientToken());
            case Outcome.Noted(var same) -> answers.unchanged(to, request, same, at);
            case Outcome.Unchanged(var same) -> answers.unchanged(to, request, same, at);
            case Outcome.Stale(var newer, var repeated) ->
                    answers.stale(to, request, newer, repeated);
            case Outcome.Erased _, Outcome.Missing _ -> throw unexpected();
        };
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("not what comes of an update");
    }
}
