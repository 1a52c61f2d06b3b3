// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import io.muster.registry.identity.DeviceIdentity;
import java.util.Optional;

/**
 * Whether a request claims to be somebody else than who it was authorised as. Names are made by us;
 * a request may leave them out, and what it says must not contradict.
 */
public final class NameRules {

    private NameRules() {}

    /**
     * A first enrollment: real clients send host names and organisations of their own, which are
     * dropped; only a common name or a device URN can be wrong.
     */
    public static Optional<Refusal> enrollment(DeviceIdentity identity, RequestedNames names) {
        boolean matches =
                commonNameMatches(identity, names)
                        && names.uris().stream()
                                .filter(DeviceIdentity::isUrn)
                                .allMatch(identity.urn()::equals);
        return matches ? Optional.empty() : mismatch();
    }

    /** A renewal: every alternative name has to be one of the certificate that is renewed. */
    public static Optional<Refusal> renewal(DeviceIdentity identity, RequestedNames names) {
        boolean matches =
                commonNameMatches(identity, names)
                        && names.otherAltNames() == 0
                        && names.uris().stream().allMatch(identity.urn()::equals);
        return matches ? Optional.empty() : mismatch();
    }

    private static boolean commonNameMatches(DeviceIdentity identity, RequestedNames names) {
        var device = identity.device().value();
        return names.plain()
                && names.commonNames().size() <= 1
                && names.commonNames().stream().allMatch(device::equals);
    }

    private static Optional<Refusal> mismatch() {
        return Optional.of(
                new Refusal(
                        RefusalReason.CSR_SUBJECT_MISMATCH,
                        "The request names something else than the authorised device."));
    }
}
