// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Signs releases as a build machine would. */
final class TestRelease {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIZE = 64 * 1024;

    private final KeyPair pair;

    TestRelease(String algorithm) {
        try {
            this.pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TrustedKeys trusted() {
        try {
            var pem =
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n";
            return new TrustedKeys(Map.of("build", TrustedKeys.parse(pem)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] image(String version, boolean sound) {
        return new FirmwareImage("demo-sensor", version, sound).bytes(SIZE);
    }

    UpdateJob job(String version) {
        return parse(
                message(
                        version,
                        "UPDATE",
                        image(version, true),
                        URI.create("http://localhost/none")));
    }

    UpdateJob rollback(String version) {
        return parse(
                message(
                        version,
                        "ROLLBACK",
                        image(version, true),
                        URI.create("http://localhost/none")));
    }

    /** A job whose manifest was changed after it was signed. */
    UpdateJob forged(String version) {
        var message =
                message(
                        version,
                        "UPDATE",
                        image(version, true),
                        URI.create("http://localhost/none"));
        var manifest = Base64.getDecoder().decode(message.path("manifest").asText());
        manifest[manifest.length - 5] ^= 1;
        return parse(message.put("manifest", Base64.getEncoder().encodeToString(manifest)));
    }

    static UpdateJob as(UpdateJob job, String version, String sha256) {
        return new UpdateJob(
                job.jobId(),
                job.revision(),
                job.rollback(),
                job.product(),
                new Version(version),
                job.artifact(),
                job.size(),
                sha256,
                job.manifest());
    }

    /** A job as {@code ota/job} carries it. */
    ObjectNode message(String version, String kind, byte[] image, URI url) {
        var manifest = manifest(version, image);
        var job =
                JSON.createObjectNode()
                        .put("jobId", UUID.randomUUID().toString())
                        .put("rev", 1)
                        .put("kind", kind)
                        .put("product", "demo-sensor")
                        .put("version", version)
                        .put("keyId", "build")
                        .put("manifest", Base64.getEncoder().encodeToString(manifest))
                        .put("signature", Base64.getEncoder().encodeToString(sign(manifest)));
        job.putObject("artifact")
                .put("url", url.toString())
                .put("size", image.length)
                .put("sha256", sha256(image));
        return job;
    }

    private static UpdateJob parse(ObjectNode message) {
        return UpdateJob.parse(message.toString().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static byte[] manifest(String version, byte[] image) {
        return JSON.createObjectNode()
                .put("product", "demo-sensor")
                .put("securityVersion", 1)
                .put("sha256", sha256(image))
                .put("size", image.length)
                .put("version", version)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] manifest) {
        try {
            var signer =
                    Signature.getInstance(
                            pair.getPublic().getAlgorithm().equals("EC")
                                    ? "SHA256withECDSA"
                                    : "Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(manifest);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
