// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.restassured.RestAssured.given;

import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.TestAuthority.Order;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/**
 * Tenants with authorities of their own: {@code acme} wants any proof, {@code globex} a certificate
 * and a token, {@code initech} a token that is bound to the certificate. {@code edge} is a broker
 * of all tenants, {@code acme-only} of one. What the authorities have issued lies in a directory,
 * since a test runs in another class loader.
 */
public final class OwnAuthoritiesProfile implements QuarkusTestProfile {

    /** The secret of an enforcement point of all tenants, which is told why. */
    public static final String GATEWAY = "gateway-secret-0123456789abc";

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<String, String>();
        settings.put("muster.acl.tenants.globex.proofs", "both");
        settings.put("muster.acl.tenants.initech.proofs", "cert-bound");
        settings.put("muster.acl.limits.failures-per-name", "0");
        for (var broker : List.of("edge", "acme-only")) {
            settings.put("muster.acl.brokers." + broker + ".dialect", "hivemq");
            settings.put("muster.acl.brokers." + broker + ".hook-secret", Neighbours.SECRET);
        }
        settings.put("muster.acl.brokers.acme-only.tenant", "acme");
        settings.put("muster.acl.brokers.gateway.dialect", "native");
        settings.put("muster.acl.brokers.gateway.hook-secret", GATEWAY);
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(OidcResource.class),
                new TestResourceEntry(Neighbours.class),
                new TestResourceEntry(Vouched.class));
    }

    /** A certificate that was issued for this profile, base64 of DER. */
    public static String certificate(String name) {
        try {
            return Files.readString(Path.of(System.getProperty(Vouched.DIRECTORY), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A token for a client of a tenant.
     *
     * @param members further claims, such as {@code "cnf":{}}; empty for none
     */
    public static String token(String tenant, String members) {
        var claims = "{\"tenant\":\"" + tenant + "\"" + (members.isEmpty() ? "" : "," + members);
        return given().baseUri(System.getProperty(Vouched.ISSUER))
                .body(claims + "}")
                .post("/sign")
                .asString();
    }

    /** The authorities, what they have issued and taken back, and an issuer of tokens. */
    public static final class Vouched implements QuarkusTestResourceLifecycleManager {

        static final String DIRECTORY = "muster.test.own-authorities";
        static final String ISSUER = "muster.test.own-issuer";

        private @Nullable TestIssuer issuer;

        @Override
        public Map<String, String> start() {
            try {
                var directory = Files.createTempDirectory("muster-own-authorities-");
                System.setProperty(DIRECTORY, directory.toString());
                var settings = new HashMap<String, String>();
                acme(directory, settings);
                plain(directory, "globex", settings);
                plain(directory, "initech", settings);
                issuer = new TestIssuer();
                System.setProperty(ISSUER, issuer.url());
                settings.put("muster.acl.issuers.own.address", issuer.url());
                settings.put("muster.acl.issuers.own.tenant-claim", "tenant");
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void acme(Path directory, Map<String, String> settings) throws IOException {
            var authority = new TestAuthority("Acme Device CA");
            var revoked = authority.issue(order("revoked"));
            var denied = authority.issue(order("denied"));
            var past = Instant.now().minus(Duration.ofHours(1));
            write(directory, "acme-valid", authority.issue(order("valid")));
            write(directory, "acme-revoked", revoked);
            write(directory, "acme-denied", denied);
            write(
                    directory,
                    "acme-server",
                    authority.issue(order("server").purpose(KeyPurposeId.id_kp_serverAuth)));
            write(
                    directory,
                    "acme-expired",
                    authority.issue(order("expired").valid(past.minusSeconds(60), past)));
            write(
                    directory,
                    "acme-stranger",
                    new TestAuthority("Acme Device CA").issue(order("valid")));
            var list = authority.crl(Instant.now().plus(Duration.ofDays(1)), revoked.certificate());
            trust(directory, "acme", authority, settings);
            settings.put(
                    "muster.acl.certificates.trust.acme.crl",
                    Files.writeString(directory.resolve("acme.crl"), list).toString());
            settings.put(
                    "muster.acl.certificates.trust.acme.denied-serials",
                    denied.certificate().getSerialNumber().toString(16));
        }

        private static void plain(Path directory, String tenant, Map<String, String> settings)
                throws IOException {
            var authority = new TestAuthority(tenant + " Device CA");
            write(directory, tenant + "-valid", authority.issue(order(tenant + "-1")));
            write(directory, tenant + "-other", authority.issue(order(tenant + "-2")));
            trust(directory, tenant, authority, settings);
        }

        private static void trust(
                Path directory,
                String tenant,
                TestAuthority authority,
                Map<String, String> settings)
                throws IOException {
            var bundle = directory.resolve(tenant + ".pem");
            settings.put(
                    "muster.acl.certificates.trust." + tenant + ".bundle",
                    Files.writeString(bundle, authority.pem()).toString());
        }

        private static Order order(String device) {
            return TestAuthority.device("nobody", device).subject("CN=" + device).withoutSan();
        }

        private static void write(Path directory, String name, Issued issued) throws IOException {
            Files.writeString(directory.resolve(name), issued.base64());
        }

        @Override
        public void stop() {
            if (issuer != null) {
                issuer.close();
            }
        }
    }
}
