// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.Kind;
import io.muster.registry.identity.Issuer.State;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Authorities of somebody else, and what their keys have signed. */
class BroughtAuthorityTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final KeyPair KEYS = TestKeys.rsa(2048);

    private static X509CertificateHolder signed(String subject, Instant until, String algorithm)
            throws Exception {
        return new X509v3CertificateBuilder(
                        new X500Name("CN=Factory"),
                        new BigInteger(64, new SecureRandom()),
                        Date.from(NOW.minus(Duration.ofDays(9))),
                        Date.from(until),
                        new X500Name(subject),
                        SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()))
                .build(new JcaContentSignerBuilder(algorithm).build(KEYS.getPrivate()));
    }

    private static Generation brought(Instant until) throws Exception {
        var der = Der.of(signed("CN=Factory", until, "SHA256withRSA").getEncoded());
        var issuer =
                new Issuer(
                        TENANT,
                        der.fingerprint(),
                        Kind.BYO,
                        State.VERIFY_ONLY,
                        0,
                        1,
                        der,
                        Optional.empty(),
                        NOW);
        return new Generation(issuer, Optional.empty());
    }

    @Test
    void oneThatWasRenewedVouchesThoughTheOldOneHasTheSameKeyAndName() throws Exception {
        var old = brought(NOW.minusSeconds(1));
        var renewed = brought(NOW.plus(Duration.ofDays(1)));
        var device = signed("CN=dev-1", NOW.plusSeconds(60), "SHA256withRSA");

        for (var order : List.of(List.of(old, renewed), List.of(renewed, old))) {
            var authorities = new Authorities();
            authorities.replace(order);

            assertThat(authorities.vouching(TENANT, device, it -> it.equals(renewed.issuer())))
                    .contains(renewed.issuer());
        }
    }

    @Test
    void aWeakDigestProvesNothing() throws Exception {
        var authority =
                new ForeignAuthority(
                        Tls.decode(brought(NOW.plusSeconds(60)).issuer().certificate().bytes()));

        for (var algorithm : List.of("SHA256withRSA", "SHA1withRSA", "MD5withRSA")) {
            var verification = signed("CN=the-code", NOW.plusSeconds(60), algorithm).getEncoded();
            assertThat(authority.proves(Tls.decode(verification), "the-code", NOW))
                    .as(algorithm)
                    .isEqualTo(algorithm.equals("SHA256withRSA"));
        }
    }
}
