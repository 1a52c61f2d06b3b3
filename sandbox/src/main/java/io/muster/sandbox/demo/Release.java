// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.sandbox.device.FirmwareImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A firmware image as whoever built it would release it. */
final class Release {

    private static final int IMAGE_BYTES = 256 * 1024;
    private static final int SECURITY_VERSION = 1;

    private final FirmwareImage image;
    private final byte[] bytes;
    private final String sha256;

    private Release(FirmwareImage image) {
        this.image = image;
        this.bytes = image.bytes(IMAGE_BYTES);
        this.sha256 = sha256(bytes);
    }

    static Release good(String product, String version) {
        return new Release(new FirmwareImage(product, version, true));
    }

    /** A release whose firmware fails its own self-test on every device. */
    static Release bad(String product, String version) {
        return new Release(new FirmwareImage(product, version, false));
    }

    String version() {
        return image.version();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The bytes that are signed: RFC 8785 canonical JSON, whose members stand in the order of their
     * names.
     */
    byte[] manifest() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("product", image.product())
                .put("securityVersion", SECURITY_VERSION)
                .put("sha256", sha256)
                .put("size", bytes.length)
                .put("version", image.version())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is posted to ask for the release, signed by {@code key} under the id of {@code claimed}.
     */
    ObjectNode signed(ReleaseKey key, ReleaseKey claimed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("product", image.product())
                .put("version", image.version())
                .put("securityVersion", SECURITY_VERSION)
                .put("sha256", sha256)
                .put("manifest", Base64.getEncoder().encodeToString(manifest()))
                .put("signature", Base64.getEncoder().encodeToString(key.sign(manifest())))
                .put("keyId", claimed.keyId());
    }

    ObjectNode signed(ReleaseKey key) {
        return signed(key, key);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
