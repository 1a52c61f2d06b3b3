// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import java.time.Duration;
import java.util.Map;

/**
 * How the development issuer is started.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param clientSecrets the secrets of the services, by client id
 * @param userPassword the one password of all development users
 * @param userTokenLife how long an operator's token is valid
 * @param serviceTokenLife how long a service's token is valid
 */
public record OidcOptions(
        int port,
        Map<String, String> clientSecrets,
        String userPassword,
        Duration userTokenLife,
        Duration serviceTokenLife) {

    /** The public client of people; it has no secret, as a command line could not keep one. */
    public static final String CLI_CLIENT = "muster-cli";

    private static final Duration USER_TOKEN_LIFE = Duration.ofHours(12);
    private static final Duration SERVICE_TOKEN_LIFE = Duration.ofHours(1);

    /** The secrets cannot change after the start. */
    public OidcOptions {
        clientSecrets = Map.copyOf(clientSecrets);
    }

    /** Tokens that outlive a working day for people, and an hour for services. */
    public static OidcOptions of(int port, Map<String, String> clientSecrets, String userPassword) {
        return new OidcOptions(
                port, clientSecrets, userPassword, USER_TOKEN_LIFE, SERVICE_TOKEN_LIFE);
    }

    @Override
    public String toString() {
        return "OidcOptions[port=" + port + ", clients=" + clientSecrets.keySet() + "]";
    }
}
