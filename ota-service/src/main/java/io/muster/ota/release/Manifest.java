// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import io.muster.ota.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What is signed: which bytes are which version of which product. Its canonical form (RFC 8785) has
 * exactly these members in the order of their names, so that whoever signs and whoever verifies
 * produce the same bytes from the same facts.
 *
 * @param securityVersion a counter that a device never lets fall
 */
public record Manifest(
        String product, String version, Sha256 sha256, long size, long securityVersion) {

    /** Beyond this a JSON number is no longer exact everywhere. */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Manifest {
        if (!productWellFormed(product) || !Version.wellFormed(version)) {
            throw new IllegalArgumentException("not a manifest");
        }
    }

    /** Says whether the text may name a product. */
    public static boolean productWellFormed(String text) {
        return PRODUCT.matcher(text).matches();
    }

    /** The bytes that are signed. The grammar of the texts leaves nothing that needs escaping. */
    public byte[] canonical() {
        return ("{\"product\":\"%s\",\"securityVersion\":%d,\"sha256\":\"%s\",\"size\":%d,"
                        + "\"version\":\"%s\"}")
                .formatted(product, securityVersion, sha256, size, version)
                .getBytes(StandardCharsets.UTF_8);
    }
}
