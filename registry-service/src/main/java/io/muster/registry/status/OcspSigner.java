// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.registry.ca.Authority;
import io.muster.registry.ca.OcspDelegate;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.status.store.Standing;
import io.muster.registry.status.store.Standings;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;

/** Signs answers in the name of authorities, with keys that are delegated to this replica. */
@ApplicationScoped
class OcspSigner {

    private final Map<Fingerprint, OcspDelegate> delegates = new ConcurrentHashMap<>();
    private final StatusConfig config;
    private final Clock clock;

    OcspSigner(StatusConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Signs an answer to a question. Blocks, and the longer when a key has to be delegated. */
    OcspAnswer sign(Authority authority, OcspQuestion question, Standings standings) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var nextUpdate = now.plus(config.ocspLifetime());
        var delegate = delegate(authority, now);
        var certificate = delegate.signer().certificate();
        var builder = new BasicOCSPRespBuilder(new RespID(certificate.getSubject()));
        question.certificates()
                .forEach(id ->
                        add(builder, id, standings.of(id.getSerialNumber()), now, nextUpdate));
        question.nonce().ifPresent(nonce -> builder.setResponseExtensions(new Extensions(nonce)));
        return new OcspAnswer(Buffer.buffer(encode(builder, delegate, now)), now, nextUpdate);
    }

    private OcspDelegate delegate(Authority authority, Instant now) {
        return delegates.compute(
                authority.fingerprint(),
                (_, known) ->
                        known == null || now.isAfter(known.renewAt())
                                ? OcspDelegate.of(authority, now)
                                : known);
    }

    private static void add(
            BasicOCSPRespBuilder builder,
            CertificateID id,
            Standing standing,
            Instant now,
            Instant nextUpdate) {
        builder.addResponse(id, status(standing), Date.from(now), Date.from(nextUpdate));
    }

    /** What the library calls good is null. */
    private static @Nullable CertificateStatus status(Standing standing) {
        return switch (standing) {
            case Standing.Good _ -> CertificateStatus.GOOD;
            case Standing.Revoked(var at, var reason) ->
                    new RevokedStatus(Date.from(at), reason.code());
            case Standing.Unknown _ -> new UnknownStatus();
        };
    }

    private static byte[] encode(BasicOCSPRespBuilder builder, OcspDelegate delegate, Instant now) {
        var chain = new X509CertificateHolder[] {delegate.signer().certificate()};
        try {
            var basic = builder.build(delegate.signer().once(), chain, Date.from(now));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        } catch (OCSPException e) {
            throw new IllegalStateException("answers of ours are always encodable", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
