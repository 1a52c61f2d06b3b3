// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import java.util.List;
import java.util.Optional;

/**
 * A person whom the development issuer knows.
 *
 * @param name the name to log in with, and the token's subject
 * @param tenant the tenant of all that the user does
 * @param roles what the user may do
 */
public record DevelopmentUser(String name, String tenant, List<String> roles) {

    /** The tenant of an installation that has only one. */
    public static final String DEFAULT_TENANT = "default";

    /** The roles of operators, each of which is also the name of a user who has only that role. */
    public static final List<String> ROLES =
            List.of(
                    "viewer",
                    "operator",
                    "maintenance",
                    "release-manager",
                    "release-approver",
                    "security-admin",
                    "auditor",
                    "tenant-admin",
                    "platform-admin");

    private static final String TENANT = "[a-z0-9][a-z0-9-]{0,62}";

    /** The user who has every role, for a first look around. */
    public static final String ADMIN = "admin";

    /** The roles cannot change after the creation. */
    public DevelopmentUser {
        roles = List.copyOf(roles);
    }

    /**
     * The user of a name: {@code admin} has every role, {@code operator} only that role, {@code
     * operator+auditor} both; all are of the tenant {@code default}, but {@code viewer@other} is of
     * the tenant {@code other}. Nobody else exists.
     */
    public static Optional<DevelopmentUser> named(String name) {
        var at = name.indexOf('@');
        var tenant = at < 0 ? DEFAULT_TENANT : name.substring(at + 1);
        var login = at < 0 ? name : name.substring(0, at);
        var roles = login.equals(ADMIN) ? ROLES : List.of(login.split("\\+", -1));
        return ROLES.containsAll(roles) && tenant.matches(TENANT)
                ? Optional.of(new DevelopmentUser(name, tenant, roles))
                : Optional.empty();
    }
}
