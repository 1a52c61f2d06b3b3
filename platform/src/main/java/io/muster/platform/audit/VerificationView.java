// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.audit.AuditVerdict.Broken;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the audit log found.
 *
 * @param sequence of the last entry or, where the chain is broken, of the first that does not fit
 * @param hash of the last entry; keep it with its sequence, and show both the next time
 * @param reason what does not fit
 */
@RegisterForReflection
@Schema(name = "AuditVerification")
public record VerificationView(
        boolean valid, long sequence, @Nullable String hash, @Nullable String reason) {

    static VerificationView of(AuditVerdict verdict) {
        return switch (verdict) {
            case Intact(var head) -> new VerificationView(true, head.sequence(), head.hash(), null);
            case Broken(var sequence, var reason) ->
                    new VerificationView(false, sequence, null, reason);
        };
    }
}
