// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import org.jspecify.annotations.Nullable;

/** How a broker tells, after the connect, whose request it is. */
public sealed interface SessionHandle {

    /** By the session id that we gave it. */
    record BySeal(String seal) implements SessionHandle {}

    /** By client id and user name only, on brokers that keep nothing for us. */
    record ByName(@Nullable String username) implements SessionHandle {}
}
