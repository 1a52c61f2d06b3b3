// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What a service shows the broker to prove who it is. Asked again before every connection, since
 * tokens expire while connections last.
 */
@FunctionalInterface
interface BrokerLogin {

    /** The login for the next connection; empty to connect without one. */
    Uni<Optional<Login>> next();

    /** A user name and its password, which is never printed. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
