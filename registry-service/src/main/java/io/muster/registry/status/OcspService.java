// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.platform.sql.StoreUnavailable;
import io.muster.registry.ca.Authorities;
import io.muster.registry.ca.Authority;
import io.muster.registry.ca.CaThreads;
import io.muster.registry.ca.Generation;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.muster.registry.status.OcspAnswer.Refusal;
import io.muster.registry.status.store.Standing;
import io.muster.registry.status.store.StandingStore;
import io.muster.registry.status.store.Standings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.jboss.logging.Logger;

/**
 * Answers OCSP questions. An answer about one certificate without a nonce is signed once and given
 * to everybody who asks while it is fresh and the certificate stands as it says.
 */
@ApplicationScoped
class OcspService {

    private static final Logger LOG = Logger.getLogger(OcspService.class);

    private final Authorities authorities;
    private final Database database;
    private final StandingStore standings;
    private final CaThreads threads;
    private final OcspSigner signer;
    private final Clock clock;
    private final WeightedCache<Asked, OcspAnswer> answers;

    OcspService(
            Authorities authorities,
            Database database,
            StandingStore standings,
            CaThreads threads,
            OcspSigner signer,
            StatusConfig config,
            Clock clock) {
        this.authorities = authorities;
        this.database = database;
        this.standings = standings;
        this.threads = threads;
        this.signer = signer;
        this.clock = clock;
        this.answers = new WeightedCache<>(config.ocspCacheAnswers(), _ -> 1);
    }

    /** Which answer fits; a certificate that stands otherwise now is another question. */
    private record Asked(CertificateID certificate, Standing standing) {}

    private record Known(Issuer issuer, Authority authority) {}

    /** Answers a question in DER; never fails. */
    Uni<OcspAnswer> answer(String issuer, byte[] request) {
        return OcspQuestion.parse(request)
                .map(question ->
                        known(issuer)
                                .filter(known -> about(known, question))
                                .map(known -> answer(known, question))
                                .orElseGet(() -> refused(Refusal.UNAUTHORIZED)))
                .orElseGet(() -> refused(Refusal.MALFORMED))
                .onFailure(OcspService::passing)
                .recoverWithItem(() -> OcspAnswer.refused(Refusal.TRY_LATER))
                .onFailure()
                .invoke(failure -> LOG.error("An OCSP question failed", failure))
                .onFailure()
                .recoverWithItem(() -> OcspAnswer.refused(Refusal.INTERNAL_ERROR));
    }

    private static boolean passing(Throwable failure) {
        return failure instanceof StoreUnavailable || failure instanceof ProblemException;
    }

    private Optional<Known> known(String issuer) {
        return Fingerprint.parse(issuer).flatMap(authorities::ours).flatMap(OcspService::known);
    }

    private static Optional<Known> known(Generation generation) {
        return generation.authority().map(key -> new Known(generation.issuer(), key));
    }

    private static boolean about(Known known, OcspQuestion question) {
        var hashes = new IssuerHashes(known.authority().signer().certificate());
        return question.certificates().stream().allMatch(hashes::named);
    }

    private Uni<OcspAnswer> answer(Known known, OcspQuestion question) {
        var serials = question.certificates().stream().map(CertificateID::getSerialNumber).toList();
        return database.read(connection -> standings.find(connection, known.issuer(), serials))
                .chain(found -> answer(known, question, found));
    }

    private Uni<OcspAnswer> answer(Known known, OcspQuestion question, Standings found) {
        var asked = shared(question, found);
        return asked.flatMap(answers::find)
                .filter(answer -> answer.freshAt(clock.instant()))
                .map(answer -> Uni.createFrom().item(answer))
                .orElseGet(() ->
                        threads.callForStranger(
                                        () -> signer.sign(known.authority(), question, found))
                                .invoke(answer ->
                                        asked.ifPresent(key -> answers.put(key, answer))));
    }

    /** An answer to a nonce, or about several certificates, is for one who asks only. */
    private static Optional<Asked> shared(OcspQuestion question, Standings standings) {
        List<CertificateID> certificates = question.certificates();
        return question.nonce().isPresent() || certificates.size() > 1
                ? Optional.empty()
                : Optional.of(certificates.getFirst())
                        .map(id -> new Asked(id, standings.of(id.getSerialNumber())));
    }

    private static Uni<OcspAnswer> refused(Refusal refusal) {
        return Uni.createFrom().item(OcspAnswer.refused(refusal));
    }
}
