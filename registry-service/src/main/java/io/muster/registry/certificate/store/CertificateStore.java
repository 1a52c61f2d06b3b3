// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.platform.sql.SqlFailure;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Every certificate that was ever issued, and whether it was taken back. */
@Singleton
public class CertificateStore {

    /** A statement that keeps the certificate whose values are {@link #row}. */
    public static final String INSERT =
            """
            INSERT INTO certificate (tenant_id, fingerprint, device_id, issuer, serial_hex, key_sha256, principal, csr_sha256,
                not_before, not_after, issued_at, status, der, warn_at, profile)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'ACTIVE', $12, $13, $14)
            """;

    /** The unique key over tenant, issuer and serial. */
    private static final String SERIALS = "certificate_number";

    private static final String FIND =
            "SELECT * FROM certificate WHERE tenant_id = $1 AND fingerprint = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LOCK_SOUND =
            """
            SELECT * FROM certificate c WHERE tenant_id = $1 AND fingerprint = $2
                AND NOT EXISTS (
                    SELECT 1 FROM device_key k
                    WHERE k.tenant_id = c.tenant_id AND k.key_sha256 = c.key_sha256 AND k.compromised)
            FOR UPDATE
            """;
    private static final String FIND_ANSWER =
            """
            SELECT * FROM certificate
            WHERE tenant_id = $1 AND device_id = $2 AND principal = $3 AND csr_sha256 = $4
                AND status = 'ACTIVE' AND not_after > now() AND issued_at > now() - interval '24 hours'
            ORDER BY issued_at DESC LIMIT 1
            """;
    private static final String LIST =
            """
            SELECT * FROM certificate
            WHERE tenant_id = $1 AND device_id = $2 AND (issued_at, fingerprint) < ($3, $4)
            ORDER BY issued_at DESC, fingerprint DESC LIMIT $5
            """;
    private static final String SEARCH = "SELECT * FROM certificate WHERE ";

    /**
     * For what a certificate was issued.
     *
     * @param principal the token or certificate that authorised it
     * @param profile the label of the enrollment profile, on whose terms it is renewed
     */
    public record Occasion(String principal, Fingerprint csr, Fingerprint key, String profile) {}

    /** A place in a list of certificates: by the moment that sorts the list, and fingerprint. */
    public record Place(Instant at, String fingerprint) {

        /** Before the newest. */
        public static final Place START = new Place(Instant.parse("9999-12-31T00:00:00Z"), "");
    }

    /** The values of a new certificate, to which a statement may add others. */
    public static Tuple row(DeviceCertificate certificate, Occasion occasion) {
        return Tuple.tuple()
                .addString(certificate.identity().tenant().value())
                .addString(certificate.fingerprint().hex())
                .addString(certificate.identity().device().value())
                .addString(certificate.issuer().hex())
                .addString(certificate.serial())
                .addString(occasion.key().hex())
                .addString(occasion.principal())
                .addString(occasion.csr().hex())
                .addOffsetDateTime(utc(certificate.validity().notBefore()))
                .addOffsetDateTime(utc(certificate.validity().notAfter()))
                .addOffsetDateTime(utc(certificate.issuedAt()))
                .addBuffer(Buffer.buffer(certificate.der().bytes()))
                .addOffsetDateTime(utc(certificate.validity().warnAt()))
                .addString(occasion.profile());
    }

    /** What came of {@link #INSERT}; fails with {@link SerialTaken} when the serial is not new. */
    public static Uni<Void> unlessTaken(Uni<RowSet<Row>> inserted) {
        return inserted.onFailure(failure -> SqlFailure.uniqueViolation(failure, SERIALS))
                .transform(_ -> new SerialTaken())
                .replaceWithVoid();
    }

    /** Finds a certificate. */
    public Uni<Optional<DeviceCertificate>> find(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint) {
        return CertificateRows.first(connection, FIND, Tuple.of(tenant.value(), fingerprint.hex()));
    }

    /** Finds a certificate and keeps others from revoking it until the transaction ends. */
    public Uni<Optional<DeviceCertificate>> lock(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint) {
        return CertificateRows.first(connection, LOCK, Tuple.of(tenant.value(), fingerprint.hex()));
    }

    /** The same; empty also when somebody else may have the certificate's key. */
    public Uni<Optional<DeviceCertificate>> lockSound(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint) {
        return CertificateRows.first(
                connection, LOCK_SOUND, Tuple.of(tenant.value(), fingerprint.hex()));
    }

    /**
     * Finds what the same request of the same principal was answered with in the last day, while
     * that is good.
     */
    public Uni<Optional<DeviceCertificate>> findAnswer(
            SqlConnection connection, DeviceIdentity identity, String principal, Fingerprint csr) {
        return CertificateRows.first(
                connection,
                FIND_ANSWER,
                Tuple.of(
                        identity.tenant().value(),
                        identity.device().value(),
                        principal,
                        csr.hex()));
    }

    /** Lists the certificates of a device after a place, newest first. */
    public Uni<List<DeviceCertificate>> list(
            SqlConnection connection, DeviceIdentity identity, Place after, int limit) {
        return CertificateRows.all(
                connection,
                LIST,
                Tuple.of(
                        identity.tenant().value(),
                        identity.device().value(),
                        utc(after.at()),
                        after.fingerprint(),
                        limit));
    }

    /**
     * Finds certificates of a tenant after a place; a 400 problem when the filter can't be used.
     */
    public Uni<List<DeviceCertificate>> search(
            SqlConnection connection, CertificateSearch search, Optional<Place> after, int limit) {
        var clause = search.after(after, limit);
        return CertificateRows.all(connection, SEARCH + clause.sql(), Tuple.from(clause.values()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
