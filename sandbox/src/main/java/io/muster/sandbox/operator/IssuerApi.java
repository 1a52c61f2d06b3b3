// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import java.io.IOException;
import java.util.Map;

/**
 * What demo and drills need of the development issuer.
 *
 * @param password the one password of all development users
 */
public record IssuerApi(RestClient rest, String password) {

    private static final String CLIENT = "muster-cli";

    /** An administrator's token whose validity ended a minute ago. */
    public String expiredToken() throws IOException, InterruptedException, NotObserved {
        return rest.anonymous()
                .form(
                        "/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", CLIENT,
                                "username", "admin",
                                "password", password,
                                "expires_in", "-60"))
                .require(200)
                .required("access_token")
                .asText();
    }

    @Override
    public String toString() {
        return "IssuerApi";
    }
}
