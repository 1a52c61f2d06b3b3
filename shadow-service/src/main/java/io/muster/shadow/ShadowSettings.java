// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow;

import io.muster.shadow.document.ShadowLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the shadow service behaves: {@code muster.shadow.*}. */
@ConfigMapping(prefix = "muster.shadow")
public interface ShadowSettings {

    /** How large things may be; what is larger is refused with a reason, never cut off. */
    Limits limits();

    /** The other face of shadows, for clients that were written for AWS IoT. */
    AliasSettings alias();

    /**
     * Whether each change of a reported section is also told to other services, as event {@code
     * shadow.reported}. Off saves one message per change where nobody listens.
     */
    @WithDefault("true")
    boolean events();

    /**
     * Whether each accepted change is followed by a message on {@code …/documents} with the whole
     * document before and after it. Off by default: most devices never subscribe to it, and a
     * broker can't tell us.
     */
    @WithDefault("false")
    boolean documents();

    /**
     * How many transactions run at the same time, each for the devices whose ids fall to it. More
     * than the database has use for only makes each transaction smaller.
     */
    @WithDefault("4")
    int writers();

    /** How soon a delta is published that a crash or a broken connection left behind. */
    @WithDefault("1s")
    Duration sweepEvery();

    /** How often is looked for members of a desired section that are to begin or to end. */
    @WithDefault("1s")
    Duration timersEvery();

    /** How soon another replica hears of a tenant's first schema. */
    @WithDefault("1s")
    Duration schemasEvery();

    /** How often is looked for indexes that are to be built or cleared away. */
    @WithDefault("1s")
    Duration indexesEvery();

    /** How often client tokens that are older than ten minutes are forgotten. */
    @WithDefault("30s")
    Duration forgetEvery();

    /** What is kept of the versions that shadows have had. */
    History history();

    /** How much of the past is kept. */
    interface History {

        /**
         * Whether each version is kept. Off saves a row for each change; what was kept before is
         * still forgotten in its time.
         */
        @WithDefault("true")
        boolean enabled();

        /** For how long a version can be read, at least; a day later it is forgotten. */
        @WithDefault("30d")
        Duration kept();

        /**
         * How many versions of one shadow are kept, rounded up to a multiple of 64. The oldest go
         * first, however young they are.
         */
        @WithDefault("8192")
        int versions();
    }

    /** The streams in which readers follow single shadows. */
    Live live();

    /** How many streams there are, and how much of a reader they put up with. */
    interface Live {

        /**
         * How soon a stream tells what another replica has written; one statement for all streams
         * of a replica. What this one writes is told at once.
         */
        @WithDefault("1s")
        Duration pollEvery();

        /** How many streams a replica has at the same time; further ones are 429. */
        @WithDefault("1000")
        int streams();

        /** How many of them are of one tenant. */
        @WithDefault("100")
        int streamsPerTenant();

        /** For how long a reader may take nothing of what was sent before its stream is ended. */
        @WithDefault("10s")
        Duration patience();
    }

    /** The sizes of {@link ShadowLimits}. */
    interface Limits {

        /** Bytes of one request before it is parsed. */
        @WithDefault("131072")
        int payloadBytes();

        /** Bytes of desired and reported together, minified, without metadata. */
        @WithDefault("65536")
        int documentBytes();

        /** Levels of nesting in a section, the section itself being the first. */
        @WithDefault("16")
        int depth();

        /** Bytes of one member's name. */
        @WithDefault("256")
        int memberNameBytes();

        /** The limits as the domain takes them. */
        default ShadowLimits toLimits() {
            return new ShadowLimits(
                    payloadBytes(), documentBytes(), depth(), memberNameBytes(), true);
        }
    }
}
