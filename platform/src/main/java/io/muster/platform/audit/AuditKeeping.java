// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import java.util.Optional;

/** Whether this service keeps an audit log; a service that may not says so by a bean of its own. */
public interface AuditKeeping {

    /** Why there is no audit log, as a sentence; empty where there is one. */
    Optional<String> absence();
}
