// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.administration.Checked.Fit;
import io.muster.acl.administration.Checked.Unfit;
import io.muster.acl.book.Finding;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.book.PolicyReader;
import io.muster.acl.book.PolicyReader.Illegible;
import io.muster.acl.book.PolicyReader.Legible;
import io.muster.acl.policy.Finding.Severity;
import io.muster.acl.policy.Lint;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what authors send, and tells them what is wrong with it. */
@ApplicationScoped
class Drafts {

    /** What follows {@code /policies/} in paths and is no policy. */
    private static final Set<String> PATHS = Set.of("lint", "schema");

    private final PolicyCompiler compiler;
    private final TenantSurroundings surroundings;

    Drafts(PolicyCompiler compiler, TenantSurroundings surroundings) {
        this.compiler = compiler;
        this.surroundings = surroundings;
    }

    /** The draft of the policy with this id; a 422 problem tells what keeps it from being one. */
    Uni<Draft> read(TenantId tenant, String id, byte[] body) {
        return check(tenant, body).map(checked -> required(id, checked));
    }

    private static Draft required(String id, Checked checked) {
        return switch (checked) {
            case Unfit(var errors) -> throw PolicyProblems.invalid(errors);
            case Fit(var draft) when !draft.id().equals(id) ->
                    throw PolicyProblems.invalid("/id", "must be " + id + ", as in the path");
            case Fit(var draft) -> draft;
        };
    }

    /** Everything that is to be said about a document. */
    Uni<Checked> check(TenantId tenant, byte[] body) {
        return Uni.createFrom()
                .item(() -> checked(tenant, body))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Checked checked(TenantId tenant, byte[] body) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return checked(tenant, decoder.decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException garbage) {
            return Unfit.because("", "is not UTF-8");
        }
    }

    private Checked checked(TenantId tenant, String text) {
        return switch (PolicyReader.read(text)) {
            case Illegible(var findings) -> new Unfit(findings);
            case Legible legible -> checked(tenant, text, legible);
        };
    }

    private Checked checked(TenantId tenant, String text, Legible legible) {
        var id = legible.policy().id();
        if (!legible.policy().tenant().orElse(tenant).equals(tenant)) {
            return Unfit.because("/tenant", "must be " + tenant + ", as in the token, or left out");
        }
        if (compiler.reserved(id) || PATHS.contains(id)) {
            return Unfit.because("/id", "is reserved");
        }
        var errors = new ArrayList<Finding>();
        var warnings = new ArrayList<Finding>();
        for (var found : Lint.check(List.of(legible.policy()), surroundings.of(tenant))) {
            var finding = new Finding(found.pointer(), found.code(), found.message());
            (found.severity() == Severity.ERROR ? errors : warnings).add(finding);
        }
        return errors.isEmpty()
                ? new Fit(new Draft(id, text, legible.json(), legible.policy().size(), warnings))
                : new Unfit(errors);
    }
}
