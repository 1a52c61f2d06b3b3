// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's strongSwan, the strictest EST client in the field. */
@QuarkusTest
@Tag("interop")
class StrongSwanQuarkusTest {

    private static final String PKI = "/usr/bin/pki";

    @TempDir Path directory;

    @BeforeAll
    static void requireProgram() {
        boolean present = Files.isExecutable(Path.of(PKI));
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("strongSwan's pki, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: strongSwan's pki is missing (package strongswan-pki)");
    }

    @Test
    void case2ItReadsTheChain() throws Exception {
        var chain = directory.resolve("ca.der");

        pki(
                "estca.out",
                "--estca",
                "--url",
                url(""),
                "--cacert",
                serverCa(),
                "--caout",
                chain.toString());

        assertThat(Tls.decode(Files.readAllBytes(chain))).isIn(Est.certificates(Est.cacerts()));
    }

    @Test
    void case3And4ItEnrollsWithAClaimTokenAndRenewsWithTheCertificate() throws Exception {
        var device = Api.newDevice();
        request("first", device);
        request("second", device);

        pki(
                "first.crt",
                "--est",
                "--url",
                url(""),
                "--in",
                path("first.csr"),
                "--cacert",
                serverCa(),
                "--userpass",
                device + ":" + Api.secret(device),
                "--interval",
                "1",
                "--maxpolltime",
                "10",
                "--outform",
                "pem");
        pki(
                "second.crt",
                "--est",
                "--url",
                url(""),
                "--in",
                path("second.csr"),
                "--cacert",
                serverCa(),
                "--cert",
                path("first.crt"),
                "--key",
                path("first.key"),
                "--outform",
                "pem");

        var first = certificate("first.crt");
        var second = certificate("second.crt");
        assertThat(first.getSubjectX500Principal().getName()).isEqualTo("O=default,CN=" + device);
        assertThat(second.getSubjectX500Principal()).isEqualTo(first.getSubjectX500Principal());
        assertThat(List.copyOf(second.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(first.getSubjectAlternativeNames()));
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
    }

    @Test
    void case63ItReachesALabelByThePathOfTheUrl() throws Exception {
        var device = Api.newDevice();
        request("only", device);

        pki(
                "only.crt",
                "--est",
                "--url",
                url("/default"),
                "--in",
                path("only.csr"),
                "--cacert",
                serverCa(),
                "--userpass",
                device + ":" + Api.secret(device),
                "--outform",
                "pem");

        assertThat(certificate("only.crt").getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + device);
    }

    /** Without a label: pki 5.9.8 forgets the path of the URL when it asks again. */
    @Test
    void case22ItAsksUntilSomebodyHasApproved() throws Exception {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        request("asked", device);
        var profile = "/api/v1/enrollment-profiles/default";
        Api.as("tenant-admin").body(Map.of("approval", "manual")).put(profile);
        try (var person = Executors.newSingleThreadExecutor()) {
            var decision = person.submit(() -> approve(device));

            pki(
                    "asked.crt",
                    "--est",
                    "--url",
                    url(""),
                    "--in",
                    path("asked.csr"),
                    "--cacert",
                    serverCa(),
                    "--userpass",
                    device + ":" + secret,
                    "--interval",
                    "1",
                    "--maxpolltime",
                    "10",
                    "--outform",
                    "pem");

            assertThat(decision.get()).isEqualTo(200);
        } finally {
            Api.as("tenant-admin").delete(profile).then().statusCode(204);
        }
        assertThat(certificate("asked.crt").getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + device);
    }

    /** As a person who sees the request when it is there. */
    private static int approve(String device) {
        var id =
                Awaitility.await()
                        .until(
                                () ->
                                        Api.as("viewer")
                                                .get("/api/v1/enrollments?limit=500")
                                                .<String>path(
                                                        "items.find { it.deviceId == '%s' }?.id"
                                                                .formatted(device)),
                                Objects::nonNull);
        return Api.as("operator").post("/api/v1/enrollments/" + id + "/approve").statusCode();
    }

    private void request(String name, String device) throws Exception {
        pki(name + ".key", "--gen", "--type", "ecdsa", "--size", "256", "--outform", "pem");
        pki(
                name + ".csr",
                "--req",
                "--type",
                "ecdsa",
                "--in",
                path(name + ".key"),
                "--dn",
                "CN=" + device,
                "--outform",
                "pem");
    }

    /** Runs pki, whose output becomes a file, and requires that it succeeds. */
    private void pki(String output, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PKI));
        command.addAll(List.of(arguments));
        var log = directory.resolve(output + ".log").toFile();
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(directory.resolve(output).toFile())
                        .redirectError(log)
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), Files.readString(log.toPath()))
                .isZero();
    }

    private X509Certificate certificate(String name) throws IOException {
        return Tls.decode(Files.readAllBytes(directory.resolve(name)));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static String serverCa() {
        return Tls.serverCa().toString();
    }

    private static String url(String label) {
        return "https://localhost:" + Est.port() + label;
    }
}
