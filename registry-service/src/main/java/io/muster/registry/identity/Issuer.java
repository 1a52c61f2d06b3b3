// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate authority of a tenant, as the registry keeps it; its key, if it is ours, is
 * elsewhere.
 *
 * @param generation counts the authorities of our own that a tenant had, from 1; 0 for one that the
 *     tenant brought
 * @param shards how many revocation lists the authority's certificates are spread over, for ever
 * @param cross what joins it to the generation before it, where both are their own roots
 */
public record Issuer(
        TenantId tenant,
        Fingerprint fingerprint,
        Kind kind,
        State state,
        int generation,
        int shards,
        Der certificate,
        Optional<Cross> cross,
        Instant createdAt) {

    /**
     * The certificates by which whoever trusts one generation alone can verify what the other has
     * signed (RFC 4210, 4.4).
     *
     * @param newWithOld the name and key of this authority, signed by the one before
     * @param oldWithNew those of the one before, signed by this authority
     */
    public record Cross(Fingerprint predecessor, Der newWithOld, Der oldWithNew) {}

    /** Who has the authority's key. */
    public enum Kind {
        /** We do: it issues certificates. */
        INTERNAL,
        /** Somebody else does, a manufacturer or the tenant: it only vouches for devices. */
        BYO
    }

    /** What an authority is good for. */
    public enum State {
        /** Nobody has proven yet to hold its key: it is good for nothing. */
        PENDING_VERIFICATION,
        /** New certificates come from it; one per tenant at any time. */
        ISSUING,
        /** What it has signed is good, and it signs no more certificates. */
        VERIFY_ONLY,
        /** What it has signed is good no more; nothing of it should be in use. */
        RETIRED,
        /** Its key may be in wrong hands: nothing that it signed proves anything. */
        COMPROMISED;

        /** Whether certificates of an authority in this state are good. */
        public boolean trusted() {
            return this == ISSUING || this == VERIFY_ONLY;
        }
    }

    /** Whether this authority may vouch for devices. */
    public boolean trusted() {
        return state.trusted();
    }

    /** The same authority in another state. */
    public Issuer become(State next) {
        return new Issuer(
                tenant, fingerprint, kind, next, generation, shards, certificate, cross, createdAt);
    }
}
