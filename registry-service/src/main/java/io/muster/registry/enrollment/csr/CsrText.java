// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A certificate request as text: base64 in one line or many, with or without the armour of PEM. */
public final class CsrText {

    /** More than any request needs, with line breaks. */
    public static final int MAX_CHARACTERS = 16 * 1024;

    private static final Pattern ARMOUR =
            Pattern.compile(
                    "\\s*-----BEGIN (?<label>(?:NEW )?CERTIFICATE REQUEST)-----"
                            + "(?<base64>[A-Za-z0-9+/=\\s]*+)"
                            + "-----END \\k<label>-----\\s*");
    private static final Pattern WHITESPACE = Pattern.compile("[ \\t\\r\\n]+");

    private CsrText() {}

    /** The DER in a text, not looked at further; empty when the text is in none of the forms. */
    public static Optional<byte[]> decode(String text) {
        return text.length() > MAX_CHARACTERS ? Optional.empty() : base64(withoutArmour(text));
    }

    private static String withoutArmour(String text) {
        var armour = ARMOUR.matcher(text);
        return armour.matches() ? armour.group("base64") : text;
    }

    private static Optional<byte[]> base64(String text) {
        try {
            var der = Base64.getDecoder().decode(WHITESPACE.matcher(text).replaceAll(""));
            return Optional.of(der).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
