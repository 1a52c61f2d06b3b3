// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.csr.CsrText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The body of an enrollment in the forms in which real clients send it: base64 in one line or many,
 * with or without the armour of PEM, or plain DER.
 */
final class EstBody {

    /** More than any request needs, in base64 with line breaks. */
    static final int MAX_BYTES = CsrText.MAX_CHARACTERS;

    private static final Set<String> MEDIA_TYPES =
            Set.of("application/pkcs10", "application/x-pkcs10");
    private static final int DER_SEQUENCE = 0x30;

    private EstBody() {}

    /** Whether the content type, whatever its parameters, is that of a certificate request. */
    static boolean isRequest(String contentType) {
        int end = contentType.indexOf(';');
        var mediaType = end < 0 ? contentType : contentType.substring(0, end);
        return MEDIA_TYPES.contains(mediaType.strip().toLowerCase(Locale.ROOT));
    }

    /** The DER in a body, not looked at further; empty when the body is in none of the forms. */
    static Optional<byte[]> decode(byte[] body, String transferEncoding) {
        // In base64 a DER sequence begins with M, so the two can't be mistaken for each other.
        boolean plain = body.length > 0 && body[0] == DER_SEQUENCE;
        return plain
                ? Optional.of(body).filter(_ -> !transferEncoding.equalsIgnoreCase("base64"))
                : CsrText.decode(new String(body, StandardCharsets.ISO_8859_1));
    }
}
