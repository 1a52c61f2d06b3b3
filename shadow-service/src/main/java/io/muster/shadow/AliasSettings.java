// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow;

import io.muster.shadow.document.ShadowLimits;
import io.smallrye.config.WithDefault;

/** The topics of AWS IoT, and its way to write shadows over HTTP: {@code muster.shadow.alias.*}. */
public interface AliasSettings {

    /**
     * Whether clients are served on AWS IoT's topics. The API is there in any case: it needs
     * nothing of the broker.
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * What the topics begin with. Some brokers carry nothing that begins with a dollar: there
     * clients are given another prefix. A level {@code {tenant}} at its end stands for the device's
     * tenant.
     */
    @WithDefault("$aws")
    String prefix();

    /** Whose devices these are, unless the prefix says it. */
    @WithDefault("default")
    String tenant();

    /** Whether each change is told on {@code …/update/documents}, which few clients listen to. */
    @WithDefault("true")
    boolean documents();

    /** Whether a device that is back gets its delta once more, which AWS does not do. */
    @WithDefault("true")
    boolean deltaOnConnect();

    /** Whether devices may write what is desired of them, as AWS's own examples do. */
    @WithDefault("true")
    boolean devicesWriteDesired();

    /** Whether devices may delete their shadows. */
    @WithDefault("true")
    boolean devicesDelete();

    /** Whether users of the API may write what devices report, as they may at AWS. */
    @WithDefault("true")
    boolean usersWriteReported();

    /** How many requests of different devices are handled at the same time. */
    @WithDefault("64")
    int inflight();

    /** Bytes of desired and reported together, minified; AWS grants up to 30,720 on request. */
    @WithDefault("8192")
    int documentBytes();

    /** Levels of nesting in a section, the section itself being the first. */
    @WithDefault("8")
    int depth();

    /** The limits of requests that come this way; the rest is that of AWS. */
    default ShadowLimits limits() {
        var aws = ShadowLimits.ALIAS;
        return new ShadowLimits(
                aws.payloadBytes(),
                documentBytes(),
                depth(),
                aws.memberNameBytes(),
                aws.tagsCount());
    }
}
