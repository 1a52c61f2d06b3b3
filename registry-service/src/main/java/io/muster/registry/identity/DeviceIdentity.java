// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;

/** A device of a tenant: what a certificate of ours proves. */
public record DeviceIdentity(TenantId tenant, DeviceId device) implements Named {

    private static final String URN_PREFIX = "urn:device:";

    @Override
    public String commonName() {
        return device.value();
    }

    @Override
    public String urn() {
        return URN_PREFIX + tenant + ":" + device;
    }

    /** Whether a URI claims to be the name of a device of ours, right or wrong. */
    public static boolean isUrn(String uri) {
        return uri.regionMatches(true, 0, URN_PREFIX, 0, URN_PREFIX.length());
    }
}
