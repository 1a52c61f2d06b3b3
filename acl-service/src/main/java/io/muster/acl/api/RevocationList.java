// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The revocations of a tenant that are in force, the newest first. */
@RegisterForReflection
public record RevocationList(List<RevocationView> items) {

    public RevocationList {
        items = List.copyOf(items);
    }
}
