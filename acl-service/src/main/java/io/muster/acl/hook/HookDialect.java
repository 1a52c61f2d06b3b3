// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** One broker's way to ask, and to be answered. */
interface HookDialect {

    /**
     * The answer to a request of an authenticated broker; empty when there is no such operation or
     * the body makes no sense, which the caller answers with the dialect's denial.
     */
    Optional<Uni<HookAnswer>> answer(String operation, HookBody body);
}
