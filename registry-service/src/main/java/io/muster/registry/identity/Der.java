// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** An encoded certificate: an immutable value, compared by its bytes. */
public final class Der {

    private static final int PEM_COLUMNS = 64;
    private static final byte[] LINE_FEED = {'\n'};

    private final byte[] bytes;

    private Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A certificate with a copy of these bytes. */
    public static Der of(byte[] bytes) {
        return new Der(bytes.clone());
    }

    /** Reads what {@link #pem} wrote; for texts of our own only. */
    public static Der ofPem(String pem) {
        var base64 = pem.lines().filter(line -> !line.startsWith("-----"));
        return new Der(Base64.getDecoder().decode(base64.collect(Collectors.joining())));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The certificate's name throughout Muster. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(bytes);
    }

    /** The certificate as text, with a final line feed. */
    public String pem() {
        var base64 = Base64.getMimeEncoder(PEM_COLUMNS, LINE_FEED).encode(bytes);
        return "-----BEGIN CERTIFICATE-----\n"
                + new String(base64, StandardCharsets.US_ASCII)
                + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Der that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "certificate " + fingerprint();
    }
}
