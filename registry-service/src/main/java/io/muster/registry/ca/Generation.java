// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Der;
import io.muster.registry.identity.Issuer;
import java.util.List;
import java.util.Optional;

/**
 * One authority of a tenant, as this replica has it.
 *
 * @param authority present when its key is here
 */
public record Generation(Issuer issuer, Optional<Authority> authority) {

    /** Its certificate and those above it, as far as they are known here. */
    List<Der> chain() {
        return authority.map(Authority::encodedChain).orElse(List.of(issuer.certificate()));
    }

    boolean internal() {
        return issuer.kind() == Issuer.Kind.INTERNAL;
    }

    boolean issuing() {
        return issuer.state() == Issuer.State.ISSUING;
    }

    /** Whether certificates should come from it, and this replica can't issue them. */
    boolean lost() {
        return issuing() && authority.isEmpty();
    }
}
