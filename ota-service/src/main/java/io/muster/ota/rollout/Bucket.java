// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a device stands in the order in which a rollout reaches the fleet. It depends on the
 * rollout and the device alone, never on the size of the fleet or on time, so that a larger share
 * only adds devices; and each rollout has an order of its own, so that not the same devices always
 * go first.
 */
public final class Bucket {

    /** Buckets of hundredths of a percent. */
    public static final int COUNT = 10_000;

    private Bucket() {}

    /** The device's bucket, from 0 to {@link #COUNT} - 1. */
    public static int of(String salt, String device) {
        var hash = sha256().digest((salt + '\n' + device).getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), COUNT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
