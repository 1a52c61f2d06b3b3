// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import java.time.Duration;

/** What the token endpoint answers (RFC 6749, sections 5.1 and 5.2). */
sealed interface TokenAnswer {

    record Granted(String token, Duration life) implements TokenAnswer {}

    record Refused(int status, String error) implements TokenAnswer {

        static final Refused INVALID_CLIENT = new Refused(401, "invalid_client");
        static final Refused INVALID_GRANT = new Refused(400, "invalid_grant");
        static final Refused UNSUPPORTED_GRANT = new Refused(400, "unsupported_grant_type");
    }
}
