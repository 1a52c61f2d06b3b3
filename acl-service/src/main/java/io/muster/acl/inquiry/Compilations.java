// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.inquiry.Identified.Known;
import io.muster.acl.inquiry.Identified.Unknown;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.preload.Preload;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rules of one identity in a broker's form. Leaves nothing behind, and decides nothing
 * but whether credentials may go together with the client id that comes along.
 */
public final class Compilations {

    private final Identities identities;
    private final Function<@Nullable TenantId, PolicySet> policies;
    private final InstantSource clock;

    public Compilations(
            Identities identities,
            Function<@Nullable TenantId, PolicySet> policies,
            InstantSource clock) {
        this.identities = identities;
        this.policies = policies;
        this.clock = clock;
    }

    /** The rules. Never fails: who is nobody has none. */
    public Uni<Compiled> compile(CompileRequest request, Asker asker) {
        return identities
                .identify(request.about(), asker)
                .map(identified ->
                        switch (identified) {
                            case Unknown(var reason) -> Compiled.refused(null, reason, request);
                            case Known known -> compile(request, known);
                        });
    }

    private Compiled compile(CompileRequest request, Known known) {
        var caller = known.caller();
        var set = policies.apply(caller.subject().tenant());
        var binding = Inquiries.binding(request.about(), set, caller, clock.instant());
        return binding instanceof Deny(var reason, _)
                ? Compiled.refused(known, reason, request)
                : Compiled.of(known, Preload.of(set.rulesOf(caller), request.format()));
    }
}
