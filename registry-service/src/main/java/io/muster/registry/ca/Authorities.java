// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The authorities that are good, as this replica knows them: filled before the service is ready and
 * replaced as a whole when the database tells of a change.
 */
@Singleton
public class Authorities {

    private volatile Known known = new Known(Map.of(), Map.of(), Map.of());

    private record Known(
            Map<Place, Generation> byPlace,
            Map<Fingerprint, Generation> ours,
            Map<TenantId, List<Generation>> byTenant) {

        private static Known of(List<Generation> generations) {
            var ours = generations.stream().filter(Generation::internal);
            return new Known(
                    generations.stream().collect(Collectors.toMap(Place::of, Function.identity())),
                    ours.collect(
                            Collectors.toMap(it -> it.issuer().fingerprint(), Function.identity())),
                    generations.stream()
                            .collect(Collectors.groupingBy(it -> it.issuer().tenant())));
        }
    }

    private record Place(TenantId tenant, Fingerprint authority) {

        private static Place of(Generation generation) {
            return new Place(generation.issuer().tenant(), generation.issuer().fingerprint());
        }
    }

    /**
     * The authority of a tenant that issues; empty when the tenant has none, or its key is gone.
     */
    public Optional<Authority> find(TenantId tenant) {
        return of(tenant).filter(Generation::issuing).findFirst().flatMap(Generation::authority);
    }

    /** One of a tenant's authorities. */
    public Optional<Generation> find(TenantId tenant, Fingerprint authority) {
        return Optional.ofNullable(known.byPlace().get(new Place(tenant, authority)));
    }

    /** One of our own authorities of whatever tenant; no two have the same key. */
    public Optional<Generation> ours(Fingerprint authority) {
        return Optional.ofNullable(known.ours().get(authority));
    }

    /** Whether a certificate has the key of one of our own authorities, of whatever tenant. */
    boolean ownKey(X509Certificate certificate) {
        var key = SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        return known.ours().values().stream()
                .anyMatch(it ->
                        holder(it.issuer().certificate()).getSubjectPublicKeyInfo().equals(key));
    }

    /**
     * What devices of a tenant have to trust: the chains of all generations, the issuing first, and
     * what joins them, for a device that knows an earlier generation only (RFC 7030, 4.1.3).
     */
    public List<Der> chain(TenantId tenant) {
        var own =
                of(tenant)
                        .filter(Generation::internal)
                        .sorted(Comparator.comparing(Generation::issuing).reversed())
                        .toList();
        return Stream.concat(
                        own.stream().flatMap(generation -> generation.chain().stream()),
                        own.stream().flatMap(this::crosses))
                .distinct()
                .toList();
    }

    private Stream<Der> crosses(Generation generation) {
        var issuer = generation.issuer();
        return issuer
                .cross()
                .filter(cross -> find(issuer.tenant(), cross.predecessor()).isPresent())
                .stream()
                .flatMap(cross -> Stream.of(cross.newWithOld(), cross.oldWithNew()));
    }

    /**
     * The authority that a tenant has brought and whose key signed a certificate, among those that
     * count: one that was renewed may be there twice, with one key and name. Verifying costs
     * processor time, though only where the names agree.
     */
    public Optional<Issuer> vouching(
            TenantId tenant, X509CertificateHolder certificate, Predicate<Issuer> counts) {
        return of(tenant)
                .filter(generation -> !generation.internal())
                .map(Generation::issuer)
                .filter(counts)
                .filter(issuer ->
                        AuthoritySignature.made(holder(issuer.certificate()), certificate))
                .findFirst();
    }

    /** The authorities that may vouch for a tenant's devices, those the tenant brought included. */
    public Stream<Generation> of(TenantId tenant) {
        return known.byTenant().getOrDefault(tenant, List.of()).stream();
    }

    /** All authorities of all tenants. */
    public Stream<Generation> all() {
        return known.byPlace().values().stream();
    }

    void replace(List<Generation> generations) {
        known = Known.of(generations);
    }

    private static X509CertificateHolder holder(Der certificate) {
        try {
            return new X509CertificateHolder(certificate.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
