// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Brings one device from nothing to an identity. A lost connection and a busy server are tried
 * again with the same key, hence the same request, which the registry answers with the same
 * certificate; a refusal is final.
 */
final class Enrollment {

    private static final int ATTEMPTS = 6;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    private final EstClient est;
    private final ClaimTokens tokens;

    Enrollment(EstClient est, ClaimTokens tokens) {
        this.est = est;
        this.tokens = tokens;
    }

    DeviceIdentity enroll(String deviceId, RandomGenerator random)
            throws IOException, InterruptedException {
        var key = DeviceKey.generate();
        var token = tokens.claim(deviceId);
        for (int attempt = 0; ; attempt++) {
            try {
                return est.enroll(deviceId, token, key);
            } catch (IOException e) {
                Thread.sleep(waitBefore(e, attempt, random));
            }
        }
    }

    private static Duration waitBefore(IOException failure, int attempt, RandomGenerator random)
            throws IOException {
        if (attempt + 1 >= ATTEMPTS) {
            throw failure;
        }
        if (failure instanceof EstRefused refused) {
            return refused.retryAfter().orElseThrow(() -> refused);
        }
        return BACKOFF.delay(attempt, random);
    }
}
