// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * User names and passwords: those of this service's own, besides the registry's, and what checking
 * them may cost: {@code muster.acl.credentials.*}.
 */
public interface CredentialTerms {

    /**
     * A file with one JSON object per line, of the members {@code tenant}, {@code device}, {@code
     * type} ({@code password}), {@code authId}, {@code enabled}, {@code hash} and, if it is to end,
     * {@code notAfter}. Read again when it changes.
     */
    Optional<Path> file();

    /**
     * On how many threads passwords that people chose are checked, each of which takes up to a
     * second of computing; 0 for half of the processors.
     */
    @WithDefault("0")
    int threads();

    /** How many of them may wait for a thread; beyond that clients are refused. */
    @WithDefault("64")
    int waiting();

    /** How many good passwords are remembered, so that who comes again does not pay again. */
    @WithDefault("10000")
    int remembered();

    /**
     * How long, from the last time that it was shown; zero for not at all. One that was changed,
     * disabled or deleted counts no more at once, whatever is remembered.
     */
    @WithDefault("15m")
    Duration rememberedFor();
}
