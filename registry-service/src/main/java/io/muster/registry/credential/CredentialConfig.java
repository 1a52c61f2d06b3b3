// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** How credentials are kept. */
@ConfigMapping(prefix = "muster.credentials")
interface CredentialConfig {

    /** How often PBKDF2 goes round for a password that somebody chose; 10,000 to 2,000,000. */
    @WithDefault("600000")
    int iterations();

    /** How many passwords may wait to be hashed before more are refused. */
    @WithDefault("32")
    int waiting();

    /** How many chosen passwords a tenant may set in a minute: each costs up to a second. */
    @WithDefault("120")
    int passwordsPerMinute();

    /** Keys by their ids that seal pre-shared keys: 32 bytes each, in base64. */
    Map<String, String> keys();

    /** The id of the key that seals now; the others only open. Without it there is no psk. */
    Optional<String> key();
}
