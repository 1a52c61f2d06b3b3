// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import io.muster.platform.topic.TenantId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A claim of a tenant, whose certificate many devices may hold before they have one of their own.
 * On a broker its holders' client ids begin with its name, which tells the claim and keeps them
 * apart from devices.
 */
public record ClaimIdentity(TenantId tenant, UUID id) implements Named {

    private static final Pattern CLIENT_ID =
            Pattern.compile(
                    "claim-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?:-.*)?");

    /** The claim whose holder has a client id; empty when no holder of a claim has such a one. */
    public static Optional<ClaimIdentity> ofClient(TenantId tenant, String clientId) {
        var match = CLIENT_ID.matcher(clientId);
        return match.matches()
                ? Optional.of(
                        new ClaimIdentity(
                                tenant,
                                UUID.fromString(
                                        String.join(
                                                "-",
                                                match.group(1),
                                                match.group(2),
                                                match.group(3),
                                                match.group(4),
                                                match.group(5)))))
                : Optional.empty();
    }

    @Override
    public String commonName() {
        return "claim-" + id.toString().replace("-", "");
    }

    @Override
    public String urn() {
        return "urn:claim:" + tenant + ":" + commonName();
    }
}
