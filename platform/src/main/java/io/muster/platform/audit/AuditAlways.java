// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What has a database has an audit log. */
@DefaultBean
@ApplicationScoped
class AuditAlways implements AuditKeeping {

    @Override
    public Optional<String> absence() {
        return Optional.empty();
    }
}
