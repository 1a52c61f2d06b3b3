// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;

/** What a client showed to its broker, as far as the broker passes it on. */
public sealed interface Credentials {

    /** The whole client certificate. It decides alone, whatever user name came with it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    record Certificate(byte[] der) implements Credentials {}

    /** A certificate and, in the place of the password, what may be a token. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    record Both(byte[] der, String password) implements Credentials {
        @Override
        public String toString() {
            return "Both[…]";
        }
    }

    /** A bearer token in the place of the password. */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    /**
     * A bearer token and nothing besides it: the broker tells no user name that it could be
     * compared with, and will repeat the token and not a name.
     */
    record LoneBearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "LoneBearer[…]";
        }
    }

    /**
     * A name from a certificate that the broker has checked and does not pass on. Only ever made
     * for a broker that is registered for certificate login.
     */
    record AssertedDevice(TenantId tenant, DeviceId device) implements Credentials {}

    /** Nothing. */
    record None() implements Credentials {}
}
