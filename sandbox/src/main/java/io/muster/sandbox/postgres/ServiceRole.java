// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.postgres;

import java.util.List;

/**
 * A service's login on the sandbox's PostgreSQL.
 *
 * @param schema the schema that it owns; no other role sees into it
 * @param password the role's password
 */
public record ServiceRole(String schema, String password) {

    /** The services that have a schema, in the order in which they are created. */
    public static final List<String> SCHEMAS = List.of("registry", "shadow", "ota", "acl");

    /** Only plain lower-case names: they are written into DDL, which takes no parameters. */
    public ServiceRole {
        if (!schema.matches("[a-z]{1,32}")) {
            throw new IllegalArgumentException("not a schema name: " + schema);
        }
        if (!password.matches("[A-Za-z0-9_-]{1,128}")) {
            throw new IllegalArgumentException("a password is of letters, digits, _ and -");
        }
    }

    /** The role's name. */
    public String name() {
        return schema + "_service";
    }

    @Override
    public String toString() {
        return name();
    }
}
