// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.publish.News;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Gets, updates and deletes as AWS defines them. A request that comes twice is carried out twice,
 * whatever its token: AWS does not tell repetitions from requests that are alike.
 */
@ApplicationScoped
class AliasShadows {

    private static final Refusal FORBIDDEN = Refusal.forbidden();

    private final Shadows shadows;
    private final ShadowLimits limits;

    AliasShadows(Shadows shadows, ShadowSettings settings) {
        this.shadows = shadows;
        this.limits = settings.alias().limits();
    }

    ShadowLimits limits() {
        return limits;
    }

    Uni<Answer> get(ShadowKey key, Optional<ClientToken> token) {
        return shadows.submit(new Command.Look(key))
                .map(result ->
                        switch (result) {
                            case Result.Seen(var stored) ->
                                    switch (stored.shadow()) {
                                        case ShadowDocument document -> new Answer.Shown(document);
                                        case Absent _ ->
                                                new Answer.Rejected(
                                                        AliasNames.notFound(key), token);
                                    };
                            case Result.Done _, Result.Repeated _, Result.TokenReused _ ->
                                    throw unexpected();
                        });
    }

    /**
     * Carries out an update.
     *
     * @param writable the sections that the sender may write
     */
    Uni<Answer> update(ShadowKey key, byte[] body, Origin origin, Set<SectionName> writable) {
        return switch (UpdateRequest.parse(body, limits)) {
            case UpdateRequest.Parsed.Invalid(var refusal, var token) -> rejected(refusal, token);
            case UpdateRequest.Parsed.Valid(var request) when !allowed(request, writable) ->
                    rejected(FORBIDDEN, request.clientToken());
            case UpdateRequest.Parsed.Valid(var request) -> update(key, request, origin);
        };
    }

    private static boolean allowed(UpdateRequest request, Set<SectionName> writable) {
        return Arrays.stream(SectionName.values())
                .filter(section -> !writable.contains(section))
                .noneMatch(section -> request.patch().touches(section));
    }

    private Uni<Answer> update(ShadowKey key, UpdateRequest request, Origin origin) {
        var change = Change.merge(request.patch());
        return alter(key, change, request.expected(), origin)
                .map(done -> updated(key, request, done));
    }

    Uni<Answer> delete(ShadowKey key, Origin origin, Optional<ClientToken> token) {
        return alter(key, new Change.Erase(), Expectation.NONE, origin)
                .map(done -> erased(key, done, token));
    }

    private Uni<Result.Done> alter(
            ShadowKey key, Change change, Expectation expected, Origin origin) {
        var command =
                new Command.Alter(
                        key, change, expected, origin, Optional.empty(), Optional.of(limits));
        return shadows.submit(command)
                .map(result -> {
                    if (result instanceof Result.Done done) {
                        return done;
                    }
                    throw unexpected();
                });
    }

    private static Answer updated(ShadowKey key, UpdateRequest request, Result.Done done) {
        var token = request.clientToken();
        return switch (done.outcome()) {
            case Outcome.Applied(var before, var after) ->
                    new Answer.Changed(new News(key, request, before, after, done.at()));
            case Outcome.Conflict _ -> new Answer.Rejected(Refusal.versionConflict(), token);
            case Outcome.TooLarge _ -> new Answer.Rejected(Refusal.tooLarge(), token);
            case Outcome.Violated(var schema, _) ->
                    new Answer.Rejected(Refusal.notKept(schema), token);
            case Outcome.Refused(var refusal) -> new Answer.Rejected(refusal, token);
            case Outcome.Noted _,
                    Outcome.Erased _,
                    Outcome.Unchanged _,
                    Outcome.Stale _,
                    Outcome.Missing _ ->
                    throw unexpected();
        };
    }

    private static Answer erased(ShadowKey key, Result.Done done, Optional<ClientToken> token) {
        return switch (done.outcome()) {
            case Outcome.Erased(var version, _) -> new Answer.Erased(version, done.at());
            case Outcome.Missing() -> new Answer.Rejected(AliasNames.notFound(key), token);
            case Outcome.Refused(var refusal) -> new Answer.Rejected(refusal, token);
            case Outcome.Applied _,
                    Outcome.Noted _,
                    Outcome.Unchanged _,
                    Outcome.Stale _,
                    Outcome.Conflict _,
                    Outcome.Violated _,
                    Outcome.TooLarge _ ->
                    throw unexpected();
        };
    }

    private static Uni<Answer> rejected(Refusal refusal, Optional<ClientToken> token) {
        return Uni.createFrom().item(new Answer.Rejected(refusal, token));
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("not what comes of such a request");
    }
}
