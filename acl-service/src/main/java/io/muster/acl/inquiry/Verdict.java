// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param subject who it is; null when the credentials prove nothing
 * @param assurance how we know who it is
 * @param session the id of the session that was opened or is meant; null when there is none
 * @param expiresAt when the credentials end; null when they do not
 * @param holdsUntil the answer may be remembered until then, and no longer; null when only the
 *     asker's own limit counts
 */
public record Verdict(
        Decision decision,
        @Nullable Subject subject,
        Assurance assurance,
        @Nullable String session,
        @Nullable Instant expiresAt,
        @Nullable Instant holdsUntil) {

    /** How we know who it is. */
    public enum Assurance {
        /** We verified credentials ourselves. */
        VERIFIED("verified"),
        /** The broker says that it did. */
        BROKER_ASSERTED("broker-asserted"),
        /** The asker described somebody. */
        DESCRIBED("described"),
        /** We do not. */
        NONE("none");

        private final String wireName;

        Assurance(String wireName) {
            this.wireName = wireName;
        }

        /** Of an identity that was proved with a broker's help or without it. */
        static Assurance of(Subject subject) {
            var certificate = subject.certificate();
            return certificate == null || certificate.verified() ? VERIFIED : BROKER_ASSERTED;
        }

        /** The name in answers. */
        public String wireName() {
            return wireName;
        }
    }

    /** A refusal before it was known who asks. */
    static Verdict unidentified(Decision decision) {
        return new Verdict(decision, null, Assurance.NONE, null, null, null);
    }
}
