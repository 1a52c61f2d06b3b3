// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Edit;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.store.RequestId;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One write to a shadow, from the request to the answer. */
@RequestScoped
class ShadowWrites {

    private final Tenancy tenancy;
    private final ShadowAddress address;
    private final ShadowAccess shadows;
    private final DryRuns dryRuns;
    private final Request request;
    private final HttpHeaders headers;
    private final UriInfo uri;

    ShadowWrites(
            Tenancy tenancy,
            ShadowAddress address,
            ShadowAccess shadows,
            DryRuns dryRuns,
            Request request,
            HttpHeaders headers,
            UriInfo uri) {
        this.tenancy = tenancy;
        this.address = address;
        this.shadows = shadows;
        this.dryRuns = dryRuns;
        this.request = request;
        this.headers = headers;
        this.uri = uri;
    }

    Uni<Response> write(String device, String name, Edit edit, WriteOptions options, byte[] body) {
        Writers.requireOwnSections(edit);
        var terms = terms(options);
        var change = new Change.Write(edit, terms.manner());
        return change(address.of(device, name), change, terms, once(options, body));
    }

    Uni<Response> govern(String device, String name, ConflictPolicy policy, WriteOptions options) {
        var body = policy.word().getBytes(StandardCharsets.UTF_8);
        var change = new Change.Govern(policy);
        return change(address.of(device, name), change, terms(options), once(options, body));
    }

    Uni<Void> delete(String device, String name, WriteOptions options) {
        var key = address.of(device, name);
        var terms = terms(options);
        return terms.dryRun()
                ? dryRuns.delete(key, terms, tenancy.subject())
                : shadows.delete(key, terms, tenancy.subject(), once(options, new byte[0]));
    }

    /** The framework takes what is empty for absent, and the first of several; we take neither. */
    private Terms terms(WriteOptions options) {
        WriteOptions.QUERY.forEach(name -> requireClear(name, uri.getQueryParameters().get(name)));
        WriteOptions.HEADERS.forEach(name -> requireClear(name, headers.getRequestHeader(name)));
        return Terms.of(options);
    }

    private static void requireClear(String name, @Nullable List<String> values) {
        if (values != null && !values.isEmpty() && (values.size() > 1 || values.contains(""))) {
            throw Problems.invalid(name + " must be given once, and not empty.");
        }
    }

    private Uni<Response> change(
            ShadowKey key, Change change, Terms terms, Optional<RequestId> once) {
        return terms.dryRun()
                ? dryRuns.of(key, change, terms, tenancy.subject())
                : shadows.change(key, change, terms, tenancy.subject(), once)
                        .map(written -> answer(key, written, terms));
    }

    private Optional<RequestId> once(WriteOptions options, byte[] body) {
        var target = uri.getRequestUri();
        var operation =
                "%s %s?%s"
                        .formatted(request.getMethod(), target.getRawPath(), target.getRawQuery());
        return IdempotencyKey.parse(options.idempotencyKey)
                .map(key -> key.of(tenancy.subject(), operation, body));
    }

    private static Response answer(ShadowKey key, ShadowAccess.Written written, Terms terms) {
        if (terms.minimal()) {
            return Response.noContent()
                    .tag(EntityTags.of(written.version()))
                    .header("Preference-Applied", "return=minimal")
                    .build();
        }
        var document = written.document();
        return Response.ok(ShadowView.of(key, document))
                .tag(EntityTags.of(document.version()))
                .build();
    }
}
