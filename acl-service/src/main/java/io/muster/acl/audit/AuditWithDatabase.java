// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.audit;

import io.muster.acl.AclConfig;
import io.muster.platform.audit.AuditKeeping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** With policies from files the service has no database, and so no audit log. */
@ApplicationScoped
class AuditWithDatabase implements AuditKeeping {

    private final boolean files;

    AuditWithDatabase(AclConfig config) {
        this.files = config.policies().dir().isPresent();
    }

    @Override
    public Optional<String> absence() {
        return files
                ? Optional.of("There is no audit log where policies come from files.")
                : Optional.empty();
    }
}
