// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.util.Optional;

/**
 * Everything that the extension has to be told.
 *
 * @param hook whom it asks
 * @param control where acl-service may end connections; without it, a revoked client still receives
 */
public record AclSettings(HookSettings hook, Optional<ControlSettings> control) {}
