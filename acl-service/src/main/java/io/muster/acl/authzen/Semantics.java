// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;

/** When a batch of evaluations is done (AuthZEN 1.0 §7.1.2). */
enum Semantics {
    EXECUTE_ALL,
    DENY_ON_FIRST_DENY,
    PERMIT_ON_FIRST_PERMIT;

    private static final String POINTER = "/options/evaluations_semantic";

    static Semantics of(JsonNode batch) {
        var name = batch.path("options").path("evaluations_semantic");
        if (name.isMissingNode()) {
            return EXECUTE_ALL;
        }
        return switch (name.asText()) {
            case "execute_all" -> EXECUTE_ALL;
            case "deny_on_first_deny" -> DENY_ON_FIRST_DENY;
            case "permit_on_first_permit" -> PERMIT_ON_FIRST_PERMIT;
            default ->
                    throw new JsonFault(
                            POINTER,
                            "must be execute_all, deny_on_first_deny or permit_on_first_permit");
        };
    }

    /** Says whether the answers so far, of which this is the last, are all. */
    boolean endsWith(boolean permitted) {
        return switch (this) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> !permitted;
            case PERMIT_ON_FIRST_PERMIT -> permitted;
        };
    }
}
