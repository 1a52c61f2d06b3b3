// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What an issuer's tokens must be like and whom they name; set for each issuer. */
public interface TokenTerms {

    /**
     * What the issuer calls itself, when that is not its address. Compared exactly with {@code
     * iss}.
     */
    Optional<String> issuer();

    /** The audience that must be among the token's. */
    @WithDefault("muster")
    String audience();

    /** The signature algorithms that are accepted; asymmetric ones only. */
    @WithDefault("ES256,ES384,RS256,RS384,RS512,PS256,PS384,PS512,EdDSA")
    Set<String> algorithms();

    /**
     * The token types of which one must stand in {@code typ}: {@code JWT} or {@code at+jwt}. Unset,
     * either will do, and none as well.
     */
    Optional<Set<String>> types();

    /**
     * The OAuth clients, by {@code client_id} or {@code azp}, that may have got the token; all,
     * unset.
     */
    Optional<Set<String>> clients();

    /** The one tenant that the issuer vouches for. */
    Optional<String> tenant();

    /**
     * The claim that names the tenant, for an issuer of several tenants. The issuer {@code
     * muster.acl.token} has {@code tenant}, and its tokens without that claim are those of our own
     * services; every other issuer needs either this or a fixed tenant.
     */
    Optional<String> tenantClaim();

    /**
     * The claim that must equal the MQTT user name, such as {@code sub} or {@code
     * preferred_username}. Paths of claims are written with dots, or as a JSON Pointer where a name
     * has dots in it.
     */
    @WithDefault("client_id")
    String usernameClaim();

    /** A fixed word that everybody sends as user name instead. */
    Optional<String> username();

    /** The claim with the list of roles, such as {@code realm_access.roles} of a Keycloak. */
    @WithDefault("roles")
    String rolesClaim();

    /** How far the issuer's clock may be ahead of ours; at most 2 min. */
    @WithDefault("30s")
    Duration skew();

    /** The longest accepted life of a token. */
    @WithDefault("24h")
    Duration maxLifetime();

    /**
     * How long the issuer's keys serve before they are fetched again; longer when its {@code
     * Cache-Control} says so, up to an hour. A key that the issuer takes back is accepted until
     * then.
     */
    @WithDefault("5m")
    Duration refreshKeys();
}
