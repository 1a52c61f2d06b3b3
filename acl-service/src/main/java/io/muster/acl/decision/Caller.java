// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An identity on one MQTT connection, as policy rules see it.
 *
 * @param username what the client sent; null when it sent none or an empty one
 */
public record Caller(Subject subject, String clientId, @Nullable String username, Origin origin) {

    /** The attributes that a policy may name; any other name is an error in the policy. */
    public static final Set<String> ATTRIBUTES =
            Set.of(
                    "subject.id",
                    "subject.type",
                    "subject.tenant",
                    "client.id",
                    "client.username",
                    "cert.cn",
                    "claims.client_id",
                    "claims.sub");

    /** The value of an attribute; null when this caller has none. */
    public @Nullable String attribute(String name) {
        return switch (name) {
            case "client.id" -> clientId;
            case "client.username" -> username;
            case "subject.id" -> subject.id();
            case "subject.type" -> subject.type();
            case "subject.tenant" -> tenant();
            case "cert.cn" -> commonName();
            default ->
                    name.startsWith("claims.")
                            ? subject.claims().path(name.substring(7)).textValue()
                            : null;
        };
    }

    private @Nullable String commonName() {
        var certificate = subject.certificate();
        return certificate == null ? null : certificate.cn();
    }

    private @Nullable String tenant() {
        var tenant = subject.tenant();
        return tenant == null ? null : tenant.value();
    }
}
