// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.platform.topic.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user name, and the tenant that it belongs to. */
record LoginName(TenantId tenant, String name) {

    /**
     * @param home the tenant whose clients are served; null where it stands behind the last
     *     {@code @} of the user name
     */
    static Optional<LoginName> of(@Nullable TenantId home, @Nullable String username) {
        if (username == null) {
            return Optional.empty();
        }
        if (home != null) {
            return Optional.of(new LoginName(home, username));
        }
        int at = username.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : TenantId.parse(username.substring(at + 1))
                        .map(tenant -> new LoginName(tenant, username.substring(0, at)));
    }
}
