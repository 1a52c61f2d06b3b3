// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.net.http.HttpClient;

/** The outside world as a fleet sees it: shared by all its devices, owned by whoever made it. */
public record FleetWiring(
        EstClient est,
        MqttEndpoint broker,
        ClaimTokens tokens,
        TrustedKeys releaseKeys,
        HttpClient downloads) {}
