// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are made here. */
final class RandomSecret {

    /** By which scanners of repositories and logs recognise one. */
    private static final String PREFIX = "mds_";

    private static final int LOGIN_BYTES = 20;
    private static final int KEY_BYTES = 32;

    private RandomSecret() {}

    /** 160 random bits as text. */
    static String login() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(LOGIN_BYTES));
    }

    /** A pre-shared key. */
    static byte[] key() {
        return bytes(KEY_BYTES);
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
