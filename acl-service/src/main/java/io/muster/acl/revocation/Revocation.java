// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import io.muster.acl.digest.Sha256;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that counts no more, within one tenant: an operator of one can't keep out another's.
 *
 * @param until when it counts again; null for never
 * @param reason for people
 */
public record Revocation(
        TenantId tenant,
        RevocationKind kind,
        String value,
        Instant since,
        @Nullable Instant until,
        @Nullable String reason) {

    private static final int MAX_VALUE = 1024;
    private static final int MAX_REASON = 256;
    private static final int ID_LENGTH = 32;

    public Revocation {
        value = kind == RevocationKind.CERT_SERIAL ? serial(value) : value;
        if (value.isEmpty() || value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("The value has 1 to " + MAX_VALUE + " characters.");
        }
        if (reason != null && reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("The reason has at most 256 characters.");
        }
    }

    /** As other tools write it: in capitals, with colons, with zeros in front. */
    private static String serial(String text) {
        var digits = text.replace(":", "").toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        if (!digits.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("A serial number is hexadecimal.");
        }
        return digits;
    }

    /** The same for the same thing, so that revoking it again changes the end and adds nothing. */
    public String id() {
        var text = kind.wireName() + '\n' + value;
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
    }

    boolean overAt(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
