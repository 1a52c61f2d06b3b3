// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.TestKeys;
import io.muster.registry.ca.CertificateProfile.Terms;
import io.muster.registry.identity.DeviceIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Debian's softhsm2 in the place of a hardware module. */
@Tag("interop")
class TokenKeysTest {

    private static final Path PROGRAM = Path.of("/usr/bin/softhsm2-util");
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String CONFIGURATION = "SOFTHSM2_CONF";
    private static final String PIN = "314159";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final DeviceIdentity DEVICE = new DeviceIdentity(TENANT, new DeviceId("dev-1"));
    private static final CertificateProfile PROFILE =
            new CertificateProfile(Duration.ofDays(90), Duration.ofMinutes(5));

    private static Path provider;

    /** A login holds for the whole process, so a wrong PIN needs a token that nobody is in. */
    private static Path untouched;

    /** The library reads where its tokens are from the environment of this process. */
    @BeforeAll
    static void token() throws Exception {
        boolean present = Files.isExecutable(PROGRAM) && Files.exists(LIBRARY);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("softhsm2, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: softhsm2 is missing");
        var configuration = Path.of(System.getenv(CONFIGURATION));
        var directory = configuration.resolveSibling("softhsm-" + UUID.randomUUID());
        Files.createDirectories(directory);
        Files.writeString(
                configuration,
                "directories.tokendir = " + directory + "\nobjectstore.backend = file\n");
        run("--init-token", "--free", "--label", "ca", "--so-pin", "0000", "--pin", PIN);
        run("--init-token", "--free", "--label", "other", "--so-pin", "0000", "--pin", PIN);
        provider = slot(directory, 0);
        untouched = slot(directory, 1);
    }

    private static Path slot(Path directory, int index) throws IOException {
        return Files.writeString(
                directory.resolve(index + ".cfg"),
                "name = SoftHSM%d%nlibrary = %s%nslotListIndex = %d%n"
                        .formatted(index, LIBRARY, index));
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of(PROGRAM.toString()),
                                                Arrays.stream(arguments))
                                        .toList())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void case59AModulesCertificatesAreThoseOfAFileButForTheirIssuer() throws Exception {
        var keys = TokenKeys.login(provider, PIN);
        var inModule = keys.create(TENANT, NOW);
        var inFile = SelfSignedAuthority.create(TENANT, NOW).authority();
        SelfTest.check(inModule, NOW);

        var ours = issue(inModule);
        var theirs = issue(inFile);

        assertThat(types(ours)).isEqualTo(types(theirs));
        for (var type : types(theirs)) {
            if (!type.equals(Extension.authorityKeyIdentifier.getId())) {
                var oid = new ASN1ObjectIdentifier(type);
                assertThat(ours.getExtension(oid)).isEqualTo(theirs.getExtension(oid));
            }
        }
        assertThat(ours.getSubject()).isEqualTo(theirs.getSubject());
        assertThat(ours.getNotAfter()).isEqualTo(theirs.getNotAfter());
        assertThat(ours.getSignatureAlgorithm()).isEqualTo(theirs.getSignatureAlgorithm());
        assertThat(inModule.issue(PROFILE, DEVICE, key(), NOW).issuer())
                .isEqualTo(inModule.fingerprint());
    }

    @Test
    void case59TheNextLoginFindsEveryGeneration() {
        var tenant = new TenantId("works-2");
        var keys = TokenKeys.login(provider, PIN);
        var first = keys.create(tenant, NOW);
        var second = keys.create(tenant, NOW);

        var again = TokenKeys.login(provider, PIN);

        assertThat(again.first(tenant).orElseThrow().fingerprint()).isEqualTo(first.fingerprint());
        assertThat(again.open(tenant, first.fingerprint())).isPresent();
        SelfTest.check(again.open(tenant, second.fingerprint()).orElseThrow(), NOW);
        assertThat(again.open(new TenantId("works-3"), second.fingerprint())).isEmpty();
    }

    @Test
    void case59AWrongPinIsRefusedWithAClearMessage() {
        assertThatExceptionOfType(CaUnusable.class)
                .isThrownBy(() -> TokenKeys.login(untouched, "000000"))
                .withMessageContaining("PIN")
                .withMessageContaining("muster.ca.password");
    }

    private static final SubjectPublicKeyInfo KEY = key();

    private static X509CertificateHolder issue(Authority authority) {
        var terms =
                new Terms(
                        BigInteger.TWO.pow(100),
                        PROFILE.validity(NOW, authority.signer().certificate()),
                        Optional.empty());
        return PROFILE.issue(authority.signer(), DEVICE, KEY, terms);
    }

    private static SubjectPublicKeyInfo key() {
        return SubjectPublicKeyInfo.getInstance(TestKeys.p256().getPublic().getEncoded());
    }

    private static List<String> types(X509CertificateHolder certificate) {
        return Arrays.stream(certificate.getExtensions().getExtensionOIDs())
                .map(Object::toString)
                .toList();
    }
}
