// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Principal;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.TenantId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom an issuer's tokens name.
 *
 * @param roles where the memberships stand that policies ask for
 * @param clients the OAuth clients that may have got the token, by {@code client_id} or {@code
 *     azp}; empty for any
 */
public record HolderRules(
        TenantSource tenant, UsernameSource username, ClaimPath roles, Set<String> clients) {

    public HolderRules {
        clients = Set.copyOf(clients);
    }

    /** A holder, and the MQTT user name that goes with the token. */
    record Holder(Principal.Token principal, String username) {}

    /** Empty when the claims name nobody. */
    Optional<Holder> read(String issuer, ObjectNode claims) {
        var subject = claims.path("sub").textValue();
        var username = username().of(claims);
        var belonging = tenant().of(claims);
        if (subject == null || username.isEmpty() || belonging.isEmpty() || !acquired(claims)) {
            return Optional.empty();
        }
        var client = parties(claims).findFirst().orElse(username.get());
        var home = belonging.get().tenant();
        var principal =
                new Principal.Token(issuer, client, subject, home, groups(claims, home), claims);
        return Optional.of(new Holder(principal, username.get()));
    }

    /** Where both claims are there, both have to be on the list. */
    private boolean acquired(JsonNode claims) {
        boolean wellFormed =
                Stream.of("client_id", "azp").allMatch(name -> textOrAbsent(claims, name));
        return wellFormed
                && (clients.isEmpty()
                        || (parties(claims).findAny().isPresent()
                                && parties(claims).allMatch(clients::contains)));
    }

    private static boolean textOrAbsent(JsonNode claims, String name) {
        return !claims.has(name) || claims.path(name).isTextual();
    }

    private static Stream<String> parties(JsonNode claims) {
        return Stream.of("client_id", "azp")
                .map(name -> claims.path(name).textValue())
                .filter(Objects::nonNull);
    }

    /** Being a service of ours is not for a tenant's issuer to say. */
    private Set<String> groups(JsonNode claims, @Nullable TenantId home) {
        var groups = new HashSet<>(roles.texts(claims));
        if (home != null) {
            groups.remove(Roles.SERVICE);
        }
        return groups;
    }
}
