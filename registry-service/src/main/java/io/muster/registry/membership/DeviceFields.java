// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.query.Fields;
import java.util.Set;

/**
 * What devices can be looked for by, in lists and in the queries of groups. The SQL is about {@code
 * device d}, its {@code presence p} and {@code c.expires_at}, the end of its last good certificate.
 */
public final class DeviceFields {

    /** The fields of lists. */
    public static final Fields OF_LISTS = fields().add("group", new GroupField()).build();

    /** The fields of groups' queries: no query depends on who is in another group. */
    public static final Fields OF_GROUPS = fields().build();

    private static final String PRESENCE = "presence.";

    /** What changes without a change of the device and without news of its presence. */
    private static final Set<String> SILENT = Set.of("lastSeenAt", "cert.notAfter");

    private DeviceFields() {}

    private static Fields.Builder fields() {
        return Fields.builder()
                .text("id", "d.id")
                .text("uid", "d.uid::text")
                .text("state", "d.state")
                .text("type", "d.type")
                .text("displayName", "d.display_name")
                .texts("tags", "d.tags")
                .json("attributes", "d.attributes")
                .json("externalIds", "d.external_ids")
                .number("version", "d.version")
                .time("createdAt", "d.created_at")
                .time("updatedAt", "d.updated_at")
                .flag("presence.connected", "p.connected")
                .text("presence.firmware", "p.firmware")
                .time("lastSeenAt", "p.last_seen_at")
                .time("cert.notAfter", "c.expires_at");
    }

    /** Whether the value of a field changes with the presence of a device. */
    static boolean ofPresence(String selector) {
        return selector.startsWith(PRESENCE);
    }

    /** Whether nobody tells when the value of a field changes. */
    static boolean silent(String selector) {
        return SILENT.contains(selector);
    }
}
