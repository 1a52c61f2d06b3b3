// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.Rolls.Request;
import io.muster.registry.ca.store.IssuerProofStore;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.Kind;
import io.muster.registry.identity.Issuer.State;
import io.muster.registry.identity.PemCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Authorities that a tenant brings. A certificate is public, so having one proves nothing: an
 * authority is good for nothing before its key has signed a code that we chose for this tenant.
 */
@ApplicationScoped
class ForeignIssuers {

    private static final int CODE_BITS = 160;
    private static final int RADIX = 32;
    private static final int MAX_PER_TENANT = 100;

    private final Database database;
    private final IssuerStore issuers;
    private final IssuerProofStore proofs;
    private final IssuerRegister register;
    private final AuthorityKeeper keeper;
    private final Authorities authorities;
    private final CaThreads threads;
    private final RegistryEvents events;
    private final Clock clock;

    ForeignIssuers(
            Database database,
            IssuerStore issuers,
            IssuerProofStore proofs,
            IssuerRegister register,
            AuthorityKeeper keeper,
            Authorities authorities,
            CaThreads threads,
            RegistryEvents events,
            Clock clock) {
        this.database = database;
        this.issuers = issuers;
        this.proofs = proofs;
        this.register = register;
        this.keeper = keeper;
        this.authorities = authorities;
        this.threads = threads;
        this.events = events;
        this.clock = clock;
    }

    /** What is to be the common name of a certificate that the authority signs, until when. */
    record Code(String code, Instant expiresAt) {}

    /** Registers an authority that is good for nothing yet. */
    Uni<Issuer> register(TenantId tenant, String pem, String actor) {
        return threads.call(() -> read(pem))
                .map(certificate -> pending(tenant, certificate))
                .chain(issuer ->
                        database.transaction(connection ->
                                issuers.countForeign(connection, tenant)
                                        .invoke(ForeignIssuers::requireRoom)
                                        .chain(() -> register.add(connection, issuer, actor))
                                        .invoke(ForeignIssuers::requireNew)
                                        .replaceWith(issuer)))
                .invoke(events::wake);
    }

    private X509Certificate read(String pem) {
        var certificate =
                PemCertificate.read(pem)
                        .orElseThrow(() -> Problems.invalid("Send one certificate in PEM."));
        if (authorities.ownKey(certificate)) {
            // We would prove it ourselves, to anybody who enrolls a device with the code's name.
            throw Problems.unprocessable("The key is one of our own authorities'.");
        }
        new ForeignAuthority(certificate)
                .breach(clock.instant())
                .ifPresent(breach -> {
                    throw Problems.unprocessable(breach);
                });
        return certificate;
    }

    private Issuer pending(TenantId tenant, X509Certificate certificate) {
        var der = der(certificate);
        return new Issuer(
                tenant,
                der.fingerprint(),
                Kind.BYO,
                State.PENDING_VERIFICATION,
                0,
                1,
                der,
                Optional.empty(),
                clock.instant());
    }

    private static Der der(X509Certificate certificate) {
        try {
            return Der.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was decoded before", e);
        }
    }

    private static void requireRoom(int registered) {
        if (registered >= MAX_PER_TENANT) {
            throw Problems.conflict("A tenant brings at most " + MAX_PER_TENANT + " authorities.");
        }
    }

    private static void requireNew(boolean added) {
        if (!added) {
            throw Problems.conflict("This authority is registered already.");
        }
    }

    /** Chooses what is to be proven; what was chosen before proves nothing any more. */
    Uni<Code> code(Request request) {
        var code = new BigInteger(CODE_BITS, new SecureRandom()).toString(RADIX);
        return database.transaction(connection ->
                lockPending(connection, request)
                        .chain(issuer -> proofs.put(connection, issuer, code))
                        .map(expiresAt -> new Code(code, expiresAt)));
    }

    /** Trusts an authority whose key has signed the code. */
    Uni<Issuer> verify(Request request, String pem) {
        var verification =
                PemCertificate.read(pem)
                        .orElseThrow(() -> Problems.invalid("Send one certificate in PEM."));
        return database.transaction(connection ->
                        lockPending(connection, request)
                                .chain(issuer ->
                                        requireProof(connection, issuer, verification)
                                                .chain(() -> trust(connection, issuer, request))))
                .invoke(events::wake)
                .call(keeper::refresh);
    }

    private Uni<Issuer> trust(SqlConnection connection, Issuer issuer, Request request) {
        return proofs.remove(connection, issuer)
                .chain(() ->
                        register.change(connection, issuer, State.VERIFY_ONLY, request.actor()));
    }

    private Uni<Void> requireProof(
            SqlConnection connection, Issuer issuer, X509Certificate verification) {
        return proofs.find(connection, issuer)
                .map(code -> code.orElseThrow(ForeignIssuers::unproven))
                .chain(code -> threads.call(() -> proves(issuer, verification, code)))
                .invoke(proven -> {
                    if (!proven) {
                        throw unproven();
                    }
                })
                .replaceWithVoid();
    }

    private boolean proves(Issuer issuer, X509Certificate verification, String code) {
        return PemCertificate.read(issuer.certificate().pem())
                .map(ForeignAuthority::new)
                .filter(authority -> authority.proves(verification, code, clock.instant()))
                .isPresent();
    }

    private Uni<Issuer> lockPending(SqlConnection connection, Request request) {
        return issuers.lock(connection, request.tenant(), request.from())
                .map(found ->
                        found.orElseThrow(() -> Problems.notFound("There is no such issuer.")))
                .invoke(issuer -> {
                    if (issuer.state() != State.PENDING_VERIFICATION) {
                        throw Rolls.wrongState("The issuer does not wait for a proof.");
                    }
                });
    }

    private static ProblemException unproven() {
        return ProblemException.of(
                422,
                "issuer-unverified",
                "The certificate proves nothing",
                "Its common name has to be the current registration code, and the issuer's key has"
                        + " to have signed it.");
    }
}
