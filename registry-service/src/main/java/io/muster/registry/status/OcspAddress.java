// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A question in an address: base64 in all the forms that clients and proxies make of it. */
final class OcspAddress {

    private static final byte[] NOTHING = {};

    private OcspAddress() {}

    /** The bytes behind the issuer in a raw path; none where it is not base64. */
    static byte[] decode(String path, String issuer) {
        int at = path.indexOf(issuer + "/");
        return at < 0 ? NOTHING : decode(path.substring(at + issuer.length() + 1));
    }

    private static byte[] decode(String text) {
        try {
            // A plus is itself here, though a form would mean a space by it.
            var plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII);
            var base64 = plain.replace('-', '+').replace('_', '/').replace(' ', '+');
            return Base64.getDecoder().decode(unpadded(base64));
        } catch (IllegalArgumentException e) {
            return NOTHING;
        }
    }

    private static String unpadded(String base64) {
        int end = base64.length();
        while (end > 0 && base64.charAt(end - 1) == '=') {
            end--;
        }
        return base64.substring(0, end);
    }
}
