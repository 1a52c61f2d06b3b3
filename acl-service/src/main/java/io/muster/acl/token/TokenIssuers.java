// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issuers whose tokens we accept. A token's {@code iss}, compared exactly, says whose keys have
 * to verify it before any key is looked up: a key of one issuer proves nothing about a token of
 * another, though their key ids be the same.
 */
public final class TokenIssuers {

    private final Issuer own;
    private final Map<String, Issuer> byAddress = new HashMap<>();

    /**
     * @param own the one that our own services get their tokens from
     */
    public TokenIssuers(Issuer own, List<Issuer> others) {
        this.own = own;
        add(own);
        others.forEach(this::add);
    }

    private void add(Issuer issuer) {
        var known = byAddress.putIfAbsent(issuer.rules().issuer(), issuer);
        if (known != null) {
            throw new IllegalArgumentException(
                    "the token issuers %s and %s are called the same"
                            .formatted(known.name(), issuer.name()));
        }
    }

    Optional<Issuer> find(String name) {
        return Optional.ofNullable(byAddress.get(name));
    }

    /** Begins to fetch everybody's keys. */
    public void start() {
        byAddress.values().forEach(issuer -> issuer.keys().start());
    }

    /** Ends the background fetches. */
    public void stop() {
        byAddress.values().forEach(issuer -> issuer.keys().stop());
    }

    /**
     * Says whether our own services can be let in. Another issuer's outage is the matter of its
     * tenant; it must not take this replica out of service for everybody.
     */
    public boolean ready() {
        return own.keys().known();
    }
}
