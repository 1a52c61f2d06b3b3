// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import io.muster.acl.certificate.DeviceCertificate;
import io.muster.acl.certificate.Issuers;
import io.muster.acl.credential.CredentialBook;
import io.muster.acl.credential.PinBook;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Asserted;
import io.muster.acl.decision.Proof.Claim;
import io.muster.acl.decision.Proof.Enrolled;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Proof.Pinned;
import io.muster.acl.decision.Proof.Trusted;
import io.muster.acl.decision.Reason;
import io.muster.platform.topic.TenantId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Devices, certificates and issuers of all tenants, in memory. One writer, which applies facts in
 * the order of their sequence; any number of readers, which never wait.
 */
public final class Fleet implements Issuers {

    private final Map<TenantId, Map<String, X509Certificate>> issuers = new ConcurrentHashMap<>();
    private final Map<DeviceKey, DeviceState> devices = new ConcurrentHashMap<>();
    private final Map<String, KnownCertificate> certificates = new ConcurrentHashMap<>();
    private final CredentialBook credentials = new CredentialBook();
    private final PinBook pins = new PinBook();
    private final Map<DeviceKey, Set<String>> fingerprints = new ConcurrentHashMap<>();

    CredentialBook credentials() {
        return credentials;
    }

    /** The certificates of others that devices are known by. */
    public PinBook pins() {
        return pins;
    }

    void trust(TenantId tenant, String fingerprint, X509Certificate issuer) {
        issuers.computeIfAbsent(tenant, _ -> new ConcurrentHashMap<>()).put(fingerprint, issuer);
    }

    /** Says whether the issuer was trusted until now. */
    boolean distrust(TenantId tenant, String fingerprint) {
        var known = issuers.get(tenant);
        return known != null && known.remove(fingerprint) != null;
    }

    void put(DeviceKey device, DeviceState state) {
        devices.put(device, state);
    }

    /** A new device of the same name does not inherit the certificates of the one deleted. */
    void delete(DeviceKey device) {
        devices.remove(device);
        credentials.removeAll(device.tenant(), device.device());
        pins.removeAll(device.tenant(), device.device());
        var gone = fingerprints.remove(device);
        if (gone != null) {
            gone.forEach(certificates::remove);
        }
    }

    /**
     * What was revoked stays revoked, and what is on hold stays on hold, whatever is said of it
     * later, until it is released. The end of its time is what the one who knew it said.
     */
    void put(KnownCertificate certificate) {
        certificates.merge(
                certificate.fingerprint(),
                certificate,
                (known, told) ->
                        known.active() && told.active() ? told : known.atMost(told.standing()));
        fingerprints
                .computeIfAbsent(certificate.device(), _ -> ConcurrentHashMap.newKeySet())
                .add(certificate.fingerprint());
    }

    void release(String fingerprint) {
        certificates.computeIfPresent(fingerprint, (_, known) -> known.released());
    }

    /** Renewals would otherwise pile up for as long as the service runs. */
    void forgetExpired(DeviceKey device, Instant now) {
        certificatesOf(device)
                .filter(certificate -> now.isAfter(certificate.notAfter()))
                .map(KnownCertificate::fingerprint)
                .toList()
                .forEach(fingerprint -> forget(device, fingerprint));
    }

    private void forget(DeviceKey device, String fingerprint) {
        fingerprints.getOrDefault(device, Set.of()).remove(fingerprint);
        certificates.remove(fingerprint);
    }

    @Override
    public Collection<X509Certificate> of(TenantId tenant) {
        return List.copyOf(issuers.getOrDefault(tenant, Map.of()).values());
    }

    /** Says whether an event or the snapshot has told of this certificate. */
    public boolean knows(String fingerprint) {
        return certificates.containsKey(fingerprint);
    }

    /** Says whether the CA that issued the certificate may still vouch for its tenant's devices. */
    public boolean trusts(DeviceCertificate certificate) {
        return trusts(certificate.tenant(), certificate.issuer());
    }

    private boolean trusts(TenantId tenant, String issuer) {
        return issuers.getOrDefault(tenant, Map.of()).containsKey(issuer);
    }

    /** Says whether this device may not be connected, whatever it shows. */
    boolean bars(DeviceKey device) {
        var state = devices.get(device);
        return state == null || !state.mayConnect();
    }

    /** Why this device may not be connected now; empty when nothing speaks against it. */
    public Optional<Reason> objection(Device principal, Instant now) {
        var key = new DeviceKey(principal.tenant(), principal.device());
        if (bars(key) && !(principal.proof() instanceof Claim)) {
            return Optional.of(Reason.DEVICE_BARRED);
        }
        return switch (principal.proof()) {
            case Claim(var fingerprint, _) -> objection(key, certificates.get(fingerprint), now);
            case Enrolled(var fingerprint, _) -> objection(key, certificates.get(fingerprint), now);
            case Asserted _ -> anyCertificate(key, now);
            case Password proof -> credentials.objection(principal, proof, now);
            case Pinned proof -> pins.objection(principal, proof, now);
            case Trusted _ -> Optional.of(Reason.CERTIFICATE_UNKNOWN);
        };
    }

    private Optional<Reason> objection(
            DeviceKey key, @Nullable KnownCertificate certificate, Instant now) {
        if (certificate == null || !certificate.device().equals(key)) {
            return Optional.of(Reason.CERTIFICATE_UNKNOWN);
        }
        if (!certificate.active()) {
            return Optional.of(Reason.REVOKED);
        }
        if (!certificate.usableAt(now)) {
            return Optional.of(Reason.CERTIFICATE_EXPIRED);
        }
        return trusted(certificate) ? Optional.empty() : Optional.of(Reason.ISSUER_UNKNOWN);
    }

    private boolean trusted(KnownCertificate certificate) {
        return trusts(certificate.device().tenant(), certificate.issuer());
    }

    /** The broker does not say which certificate it saw: one that is good must exist. */
    private Optional<Reason> anyCertificate(DeviceKey key, Instant now) {
        return certificatesOf(key)
                        .filter(this::trusted)
                        .anyMatch(certificate -> certificate.usableAt(now))
                ? Optional.empty()
                : Optional.of(Reason.REVOKED);
    }

    private Stream<KnownCertificate> certificatesOf(DeviceKey key) {
        return fingerprints.getOrDefault(key, Set.of()).stream()
                .map(certificates::get)
                .filter(Objects::nonNull);
    }

    /**
     * The devices that no broker should hold a session of: barred, or with certificates only that
     * were taken back, themselves or with their issuer. Brokers are told of them after a snapshot,
     * since nobody told us what we missed.
     */
    public Stream<DeviceKey> barred(Instant now) {
        return devices.entrySet().stream()
                .filter(device ->
                        !device.getValue().mayConnect() || onlyTaken(device.getKey(), now))
                .map(Map.Entry::getKey);
    }

    private boolean onlyTaken(DeviceKey key, Instant now) {
        return certificatesOf(key).anyMatch(it -> !it.active() || !trusted(it))
                && certificatesOf(key).noneMatch(it -> it.usableAt(now) && trusted(it));
    }

    /** How many devices are known, for metrics. */
    public int size() {
        return devices.size();
    }
}
