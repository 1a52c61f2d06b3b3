// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.Once;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.CsrReading;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.store.ClaimCertificateStore;
import io.muster.registry.enrollment.store.ClaimCertificateStore.Claimed;
import io.muster.registry.enrollment.store.ClaimCertificateStore.NewClaim;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.ClaimCertificate;
import io.muster.registry.identity.ClaimIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Issues claim certificates and takes them back. */
@ApplicationScoped
class ClaimCertificates {

    private static final int CREATED = 201;

    private final Database database;
    private final Once once;
    private final ClaimCertificateStore claims;
    private final Signing signing;
    private final AuditLog audit;
    private final RegistryEvents events;
    private final JsonBodies json;

    ClaimCertificates(
            Database database,
            Once once,
            ClaimCertificateStore claims,
            Signing signing,
            AuditLog audit,
            RegistryEvents events,
            JsonBodies json) {
        this.database = database;
        this.once = once;
        this.claims = claims;
        this.signing = signing;
        this.audit = audit;
        this.events = events;
        this.json = json;
    }

    /** What the new claim is like. */
    record Order(
            EnrollmentProfile profile,
            ClaimScope scope,
            int maxUses,
            Duration lifetime,
            CertificateRequest request,
            String actor) {}

    /** Reads a request; a problem says what is wrong with it. */
    Uni<CertificateRequest> read(TenantId tenant, byte[] csr) {
        return signing.read(CryptoPool.Urgency.FIRST, tenant, csr)
                .map(reading ->
                        switch (reading) {
                            case CsrReading.Accepted(var request) -> request;
                            case CsrReading.Refused(var refusal) ->
                                    throw EnrollmentProblems.of(refusal);
                        })
                .onFailure(CryptoPool.Overloaded.class)
                .transform(_ -> Problems.unavailable("Too many enrollments at once."));
    }

    /** Issues a claim certificate and answers its JSON. */
    Uni<String> create(Order order, Once.Request request) {
        var identity = new ClaimIdentity(order.profile().tenant(), UUID.randomUUID());
        return signing.sign(identity, order.request(), order.lifetime())
                .chain(signed ->
                        database.transaction(connection ->
                                once.run(
                                        connection,
                                        request,
                                        () ->
                                                keep(connection, order, signed)
                                                        .map(view ->
                                                                new Stored(
                                                                        CREATED,
                                                                        json.text(view))))))
                .invoke(events::wake)
                .map(Stored::body);
    }

    private Uni<ClaimCertificateView> keep(
            SqlConnection connection, Order order, ClaimCertificate signed) {
        var claim = new NewClaim(order.profile().path(), order.scope(), order.maxUses(), signed);
        return claims.insert(connection, claim)
                .chain(() -> claims.find(connection, signed.identity()))
                .map(Optional::orElseThrow)
                .call(kept -> audit(connection, kept, "claim-certificate.create", order.actor()))
                .call(kept -> tell(connection, kept, "claim.issued"))
                .map(ClaimCertificateView::of);
    }

    /** Takes a claim back: it is good for nothing from now on. */
    Uni<Void> revoke(ProfilePath profile, UUID id, String actor) {
        var identity = new ClaimIdentity(profile.tenant(), id);
        return database.transaction(connection ->
                        claims.find(connection, identity)
                                .map(found -> found.filter(it -> it.profile().equals(profile)))
                                .map(found -> found.orElseThrow(ClaimCertificates::unknown))
                                .chain(claim -> revoke(connection, claim, actor)))
                .invoke(events::wake);
    }

    private Uni<Void> revoke(SqlConnection connection, Claimed claim, String actor) {
        return claims.revoke(connection, claim.certificate().identity())
                .chain(revoked ->
                        revoked
                                ? audit(connection, claim, "claim-certificate.revoke", actor)
                                        .chain(() -> tell(connection, claim, "claim.revoked"))
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> audit(SqlConnection connection, Claimed claim, String verb, String actor) {
        var certificate = claim.certificate();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("profile", claim.profile().label().value())
                        .put("fingerprint", certificate.fingerprint().hex());
        return audit.append(
                connection,
                claim.profile().tenant(),
                new AuditEntry(actor, verb, certificate.identity().commonName(), detail));
    }

    private Uni<Void> tell(SqlConnection connection, Claimed claim, String type) {
        var name = claim.certificate().identity().commonName();
        return events.tell(
                connection,
                claim.profile().tenant(),
                List.of(new EventDraft(type, name, facts(claim.certificate()))));
    }

    private static ObjectNode facts(ClaimCertificate certificate) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("claim", certificate.identity().commonName())
                .put("fingerprint", certificate.fingerprint().hex())
                .put("serial", certificate.serial())
                .put("issuer", certificate.issuer().hex())
                .put("notBefore", certificate.validity().notBefore().toString())
                .put("notAfter", certificate.validity().notAfter().toString());
    }

    private static RuntimeException unknown() {
        return Problems.notFound("There is no such claim certificate.");
    }
}
