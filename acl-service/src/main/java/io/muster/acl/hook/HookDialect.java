// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One broker's way to ask, and to be answered. */
interface HookDialect {

    /** Says whether there is such a question. */
    boolean knows(String operation);

    /**
     * The answer to one of these questions; empty when what it needs is missing or makes no sense,
     * which is denied.
     */
    Optional<Uni<HookAnswer>> answer(Question question);

    /** How such a question is answered no. */
    Refusals refusals(String operation);

    /** Which question it is: most brokers say so in the last segment of the path. */
    default @Nullable String operation(@Nullable String segment, MultiMap headers) {
        return segment;
    }

    /** How large a body may be, in bytes. */
    default int maxBody() {
        return 64 * 1024;
    }

    /** A member of the body that is not looked at, however large it is; null for none. */
    default @Nullable String skippedMember() {
        return null;
    }
}
