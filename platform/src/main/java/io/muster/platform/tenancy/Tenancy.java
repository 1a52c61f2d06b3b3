// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.tenancy;

import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whose request this is. All answers come from the verified token, never from the request itself; a
 * token without a usable tenant is refused, also one of our own services', so that nothing is ever
 * written into a tenant nobody named.
 */
@RequestScoped
public class Tenancy {

    private final SecurityIdentity identity;

    Tenancy(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller's tenant; a 403 problem when the token names none. */
    public TenantId current() {
        return claim("tenant")
                .flatMap(TenantId::parse)
                .orElseThrow(() -> Problems.forbidden("The token names no tenant."));
    }

    /** The caller as the audit log names it: the token's subject. */
    public String subject() {
        return claim("sub").orElseGet(() -> identity.getPrincipal().getName());
    }

    /** The OAuth client that the token was given to, if it says so. */
    public Optional<String> client() {
        return claim("client_id").or(() -> claim("azp"));
    }

    /** When the caller's token ends: an answer that goes on must end by then, too. */
    public Optional<Instant> expires() {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.getExpirationTime() > 0
                ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                : Optional.empty();
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.getClaim(name) instanceof String value
                ? Optional.of(value)
                : Optional.empty();
    }
}
