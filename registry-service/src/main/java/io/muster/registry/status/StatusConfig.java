// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what we say of certificates is good. */
@ConfigMapping(prefix = "muster.status")
interface StatusConfig {

    /**
     * How long a revocation list is good. It is made anew at half of that, and with every
     * revocation; so this is how long verifiers go on when we are away.
     */
    @WithDefault("24H")
    Duration crlLifetime();

    /**
     * How long an OCSP answer is good, and so how long a verifier may believe one that was revoked
     * meanwhile. An answer is signed once and given out for half of this time.
     */
    @WithDefault("1H")
    Duration ocspLifetime();

    /** How often new revocations are looked for; several in that time make one list. */
    @WithDefault("1s")
    Duration crlEvery();

    /** How many bytes of lists a replica keeps in memory so as not to read them for each caller. */
    @WithDefault("67108864")
    long crlCacheBytes();

    /** How many signed OCSP answers a replica keeps, of about a kilobyte each. */
    @WithDefault("20000")
    int ocspCacheAnswers();
}
