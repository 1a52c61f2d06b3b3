// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import io.muster.acl.digest.Sha256;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that counts no more, within one tenant: an operator of one can't keep out another's.
 *
 * @param until when it counts again; null for never
 * @param reason for people
 * @param by who revoked it
 */
public record Revocation(
        TenantId tenant,
        RevocationKind kind,
        String value,
        Instant since,
        @Nullable Instant until,
        @Nullable String reason,
        String by) {

    private static final int MAX_VALUE = 1024;
    private static final int MAX_REASON = 256;
    private static final int ID_LENGTH = 32;

    /** Later ones can't be stored; nobody means them. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public Revocation {
        since = since.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        require(storable(value), "value", "The value has characters that are none.");
        value = kind == RevocationKind.CERT_SERIAL ? serial(value) : value;
        require(
                !value.isEmpty() && value.length() <= MAX_VALUE,
                "value",
                "The value has 1 to " + MAX_VALUE + " characters.");
        require(
                reason == null || (reason.length() <= MAX_REASON && storable(reason)),
                "reason",
                "The reason has at most " + MAX_REASON + " characters.");
        require(
                until == null || (until.isAfter(since) && !until.isAfter(LATEST)),
                "until",
                "A revocation ends in the future, before the year 10000, or never.");
    }

    private static void require(boolean fit, String member, String message) {
        if (!fit) {
            throw new UnfitRevocation(member, message);
        }
    }

    /** PostgreSQL takes every text but one with NUL, or with half a character. */
    private static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** As other tools write it: in capitals, with colons, with zeros in front. */
    private static String serial(String text) {
        var digits = text.replace(":", "").toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        require(digits.matches("[0-9a-f]{1,64}"), "value", "A serial number is hexadecimal.");
        return digits;
    }

    /** The same for the same thing, so that revoking it again changes the end and adds nothing. */
    public String id() {
        var text = kind.wireName() + '\n' + value;
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
    }

    /** Says whether it is over by then. */
    public boolean overAt(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Says whether this one would change nothing if the other is in force. */
    public boolean saysNoMoreThan(Revocation other) {
        return id().equals(other.id())
                && Objects.equals(until, other.until)
                && Objects.equals(reason, other.reason);
    }
}
