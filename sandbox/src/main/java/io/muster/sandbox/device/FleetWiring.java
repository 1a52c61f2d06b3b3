// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.util.function.UnaryOperator;

/**
 * The outside world as a fleet sees it: shared by all its devices, owned by whoever made it.
 *
 * @param line what becomes of an artifact's bytes on their way to the device
 */
public record FleetWiring(
        EstClient est,
        MqttEndpoint broker,
        ClaimTokens tokens,
        TrustedKeys releaseKeys,
        HttpClient downloads,
        UnaryOperator<InputStream> line) {

    /** A world that does not touch what it carries. */
    public FleetWiring(
            EstClient est,
            MqttEndpoint broker,
            ClaimTokens tokens,
            TrustedKeys releaseKeys,
            HttpClient downloads) {
        this(est, broker, tokens, releaseKeys, downloads, UnaryOperator.identity());
    }

    /** The same world with another line to the artifacts. */
    public FleetWiring over(UnaryOperator<InputStream> otherLine) {
        return new FleetWiring(est, broker, tokens, releaseKeys, downloads, otherLine);
    }
}
