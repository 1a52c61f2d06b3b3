// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.topic.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For whom an issuer vouches. Whatever its tokens say, none yields an identity of anybody else. */
public sealed interface TenantSource {

    /** Where a holder belongs: to a tenant or, as one of our own services, to none. */
    record Belonging(@Nullable TenantId tenant) {}

    /** Empty when the token does not say what it has to say, which makes it no token. */
    Optional<Belonging> of(JsonNode claims);

    /** One tenant only. What its tokens call a tenant is the issuer's own matter. */
    record Fixed(TenantId tenant) implements TenantSource {
        @Override
        public Optional<Belonging> of(JsonNode claims) {
            return Optional.of(new Belonging(tenant));
        }
    }

    /**
     * Every tenant, each token for the one it names.
     *
     * @param servicesToo whether a token that names none is one of our own services: true only of
     *     the issuer that we get our own tokens from
     */
    record Named(ClaimPath claim, boolean servicesToo) implements TenantSource {
        @Override
        public Optional<Belonging> of(JsonNode claims) {
            if (servicesToo && !claim.in(claims)) {
                return Optional.of(new Belonging(null));
            }
            return Optional.ofNullable(claim.text(claims))
                    .flatMap(TenantId::parse)
                    .map(Belonging::new);
        }
    }
}
