// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.util.Optional;

/**
 * Everything that the extension has to be told.
 *
 * @param hook whom it asks
 * @param control where acl-service may end connections; without it, a revoked client still receives
 * @param events who is told of connections, if anybody is
 */
public record AclSettings(
        HookSettings hook, Optional<ControlSettings> control, Optional<EventSettings> events) {

    /** Without anybody who is told. */
    public AclSettings(HookSettings hook, Optional<ControlSettings> control) {
        this(hook, control, Optional.empty());
    }
}
