// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import java.io.IOException;
import java.util.Map;

/** What demo and drills need of the development issuer. */
final class IssuerApi {

    private IssuerApi() {}

    /**
     * A token whose validity ended a minute ago: the development issuer gives what is asked for.
     */
    static String expiredToken(RestClient issuer)
            throws IOException, InterruptedException, NotObserved {
        return issuer.anonymous()
                .form(
                        "/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "muster-cli",
                                "username", "admin",
                                "password", "muster",
                                "expires_in", "-60"))
                .require(200)
                .required("access_token")
                .asText();
    }
}
