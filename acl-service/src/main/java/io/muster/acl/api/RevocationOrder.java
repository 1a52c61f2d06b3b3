// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
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
        @NotNull String type,
        @NotNull String value,
        @Nullable Instant until,
        @Nullable String reason) {

    Revocation in(TenantId tenant, Instant now) {
        var kind =
                RevocationKind.of(type)
                        .orElseThrow(() ->
                                Problems.unprocessable(
                                        "There is no type of revocation so called."));
        if (until != null && !until.isAfter(now)) {
            throw Problems.unprocessable("A revocation ends in the future, or never.");
        }
        try {
            return new Revocation(tenant, kind, value, now, until, reason);
        } catch (IllegalArgumentException unfit) {
            throw Problems.unprocessable(String.valueOf(unfit.getMessage()));
        }
    }
}
