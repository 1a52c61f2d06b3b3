// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A principal on one MQTT connection, as policy rules see it.
 *
 * @param username what the client sent; null when it sent none or an empty one
 */
public record Caller(Principal principal, String clientId, @Nullable String username) {

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
            case "subject.id" -> principal.id();
            case "subject.type" -> principal.type();
            case "subject.tenant" -> tenant();
            default -> proven(name);
        };
    }

    /** The group memberships that a selector can ask for. */
    public boolean inGroup(String group) {
        return principal instanceof Token token && token.groups().contains(group);
    }

    private @Nullable String tenant() {
        var tenant = principal.tenant();
        return tenant == null ? null : tenant.value();
    }

    private @Nullable String proven(String name) {
        return switch (principal) {
            case Device device -> name.equals("cert.cn") ? device.device().value() : null;
            case Token token -> claim(token, name);
        };
    }

    private static @Nullable String claim(Token token, String name) {
        return switch (name) {
            case "claims.client_id" -> token.clientId();
            case "claims.sub" -> token.subject();
            default -> null;
        };
    }
}
