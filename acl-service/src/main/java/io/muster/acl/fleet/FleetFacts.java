// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.credential.Credential;
import io.muster.acl.credential.Pin;
import io.muster.acl.digest.Sha256;
import io.muster.acl.fleet.KnownCertificate.Standing;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Reads registry-service's facts, which have the same members in snapshot lines and in events. What
 * can't be read is an {@link IllegalArgumentException}: a model with a hole in it is not a model.
 */
final class FleetFacts {

    private static final Set<String> TRUSTED = Set.of("ISSUING", "VERIFY_ONLY");

    private FleetFacts() {}

    /** Says whether the issuer was trusted until now and is no more. */
    static boolean issuer(Fleet fleet, TenantId tenant, JsonNode data) {
        var fingerprint = text(data, "issuer");
        if (TRUSTED.contains(text(data, "state"))) {
            fleet.trust(tenant, fingerprint, authority(fingerprint, text(data, "certificatePem")));
            return false;
        }
        return fleet.distrust(tenant, fingerprint);
    }

    static DeviceKey device(Fleet fleet, TenantId tenant, JsonNode data) {
        var device = key(tenant, data);
        fleet.put(device, DeviceState.valueOf(text(data, "state")));
        return device;
    }

    static KnownCertificate certificate(Fleet fleet, TenantId tenant, JsonNode data) {
        var certificate =
                new KnownCertificate(
                        key(tenant, data),
                        text(data, "fingerprint"),
                        text(data, "issuer"),
                        standing(data),
                        instant(data, "notAfter"));
        fleet.put(certificate);
        return certificate;
    }

    /** A claim is known by its own name, which no device has. */
    static KnownCertificate claim(Fleet fleet, TenantId tenant, JsonNode data) {
        return claim(fleet, tenant, data, standing(data));
    }

    static DeviceKey revokedClaim(Fleet fleet, TenantId tenant, JsonNode data) {
        return claim(fleet, tenant, data, Standing.REVOKED).device();
    }

    private static KnownCertificate claim(
            Fleet fleet, TenantId tenant, JsonNode data, Standing standing) {
        var claim =
                new KnownCertificate(
                        new DeviceKey(tenant, new DeviceId(text(data, "claim"))),
                        text(data, "fingerprint"),
                        text(data, "issuer"),
                        standing,
                        instant(data, "notAfter"));
        fleet.put(claim);
        return claim;
    }

    /** What an event tells of was just issued; a status that is not known to us is no good one. */
    private static Standing standing(JsonNode data) {
        return switch (data.has("status") ? text(data, "status") : "ACTIVE") {
            case "ACTIVE", "SUPERSEDED" -> Standing.ACTIVE;
            case "HOLD" -> Standing.HELD;
            default -> Standing.REVOKED;
        };
    }

    static DeviceKey hold(Fleet fleet, TenantId tenant, JsonNode data) {
        return taken(fleet, tenant, data, Standing.HELD);
    }

    static void release(Fleet fleet, JsonNode data) {
        fleet.release(text(data, "fingerprint"));
    }

    /** Also remembers the revocation of a certificate that was never announced. */
    static DeviceKey revocation(Fleet fleet, TenantId tenant, JsonNode data) {
        return taken(fleet, tenant, data, Standing.REVOKED);
    }

    private static DeviceKey taken(Fleet fleet, TenantId tenant, JsonNode data, Standing standing) {
        var device = key(tenant, data);
        fleet.put(
                new KnownCertificate(
                        device,
                        text(data, "fingerprint"),
                        text(data, "issuer"),
                        standing,
                        Instant.MAX));
        return device;
    }

    /** The device of a credential that was known and is another now, so that sessions may fall. */
    static Optional<DeviceKey> credential(Fleet fleet, TenantId tenant, JsonNode data) {
        return pinned(data) ? pin(fleet, tenant, data) : login(fleet, tenant, data);
    }

    private static boolean pinned(JsonNode data) {
        return Pin.TYPE.equals(data.path("type").textValue());
    }

    private static Optional<DeviceKey> pin(Fleet fleet, TenantId tenant, JsonNode data) {
        var told = Pin.read(tenant, data);
        return fleet.pins()
                .put(told)
                .filter(known -> !known.equals(told))
                .map(known -> new DeviceKey(tenant, known.device()));
    }

    private static Optional<DeviceKey> login(Fleet fleet, TenantId tenant, JsonNode data) {
        return Credential.read(tenant, data)
                .flatMap(told -> fleet.credentials().put(told).filter(known -> !known.equals(told)))
                .map(known -> new DeviceKey(tenant, known.device()));
    }

    static Optional<DeviceKey> withdrawal(Fleet fleet, TenantId tenant, JsonNode data) {
        var name = text(data, "authId");
        var device =
                pinned(data)
                        ? fleet.pins().remove(tenant, name).map(Pin::device)
                        : fleet.credentials().remove(tenant, name).map(Credential::device);
        return device.map(known -> new DeviceKey(tenant, known));
    }

    static DeviceKey key(TenantId tenant, JsonNode data) {
        return new DeviceKey(tenant, new DeviceId(text(data, "device")));
    }

    private static X509Certificate authority(String fingerprint, String pem) {
        try {
            var parsed =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII)));
            if (parsed instanceof X509Certificate certificate
                    && Sha256.hex(certificate.getEncoded()).equals(fingerprint)) {
                return certificate;
            }
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException("an issuer's certificate is unreadable", malformed);
        }
        throw new IllegalArgumentException("an issuer's certificate is not the one it is called");
    }

    private static String text(JsonNode data, String name) {
        var value = data.path(name).textValue();
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("a fact about the fleet has no " + name);
        }
        return value;
    }

    private static Instant instant(JsonNode data, String name) {
        try {
            return Instant.parse(text(data, name));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "a fact about the fleet has a bad " + name, malformed);
        }
    }
}
