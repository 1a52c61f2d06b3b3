// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.Shadows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Devices that ask for a shadow. */
@ApplicationScoped
class Gets {

    private final Shadows shadows;
    private final Answers answers;
    private final ShadowLimits limits;

    Gets(Shadows shadows, Answers answers, ShadowSettings settings) {
        this.shadows = shadows;
        this.answers = answers;
        this.limits = settings.limits().toLimits();
    }

    Uni<Void> get(ShadowTopic.Request request, byte[] payload) {
        return UpdateRequest.badToken(payload, limits)
                .map(refusal -> answers.reject(request, refusal, Optional.empty()))
                .orElseGet(() -> look(request, UpdateRequest.tokenOf(payload, limits)));
    }

    private Uni<Void> look(ShadowTopic.Request request, Optional<ClientToken> token) {
        return shadows.submit(new Command.Look(request.key()))
                .chain(result -> answer(request, result, token));
    }

    private Uni<Void> answer(
            ShadowTopic.Request request, Result result, Optional<ClientToken> token) {
        if (!(result instanceof Result.Seen(var stored))) {
            throw new IllegalStateException("a look is answered with what is seen");
        }
        return switch (stored.shadow()) {
            case ShadowDocument document -> answers.show(request, document, token);
            case Absent _ -> answers.reject(request, Refusal.notFound(request.key().name()), token);
        };
    }
}
