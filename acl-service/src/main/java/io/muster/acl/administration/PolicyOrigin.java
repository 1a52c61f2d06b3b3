// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.AclConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Where this installation's policies come from. */
@ApplicationScoped
class PolicyOrigin {

    private final boolean files;

    PolicyOrigin(AclConfig config) {
        this.files = config.policies().dir().isPresent();
    }

    /** Refuses what needs the database where policies are files. */
    void requireDatabase() {
        if (files) {
            throw PolicyProblems.fromFiles();
        }
    }
}
