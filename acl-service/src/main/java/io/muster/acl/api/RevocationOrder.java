// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.acl.revocation.UnfitRevocation;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Tenancy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be revoked.
 *
 * @param type {@code subject}, {@code jti}, {@code cert_serial}, {@code client_id} or {@code
 *     session}
 * @param until when it counts again; never, when absent
 * @param reason for people
 */
@RegisterForReflection
public record RevocationOrder(
        @Schema(
                        required = true,
                        enumeration = {"subject", "jti", "cert_serial", "client_id", "session"})
                @Nullable String type,
        @Schema(required = true, maxLength = 1024) @Nullable String value,
        @Schema(format = "date-time") @Nullable String until,
        @Schema(maxLength = 256) @Nullable String reason) {

    /** The revocation; a 422 problem says what of it is none. */
    Revocation by(Tenancy who, Instant now) {
        var kind =
                RevocationKind.of(String.valueOf(type))
                        .orElseThrow(
                                () -> unfit("type", "There is no type of revocation so called."));
        if (value == null) {
            throw unfit("value", "The value is missing.");
        }
        try {
            return new Revocation(
                    who.current(), kind, value, now, instant(until), reason, who.subject());
        } catch (UnfitRevocation unfit) {
            throw unfit(unfit.member(), String.valueOf(unfit.getMessage()));
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unfit) {
            throw unfit("until", "The end is a time such as 2030-01-31T12:00:00Z.");
        }
    }

    private static ProblemException unfit(String member, String detail) {
        return Problems.unprocessable(detail).with("pointer", "/" + member);
    }
}
