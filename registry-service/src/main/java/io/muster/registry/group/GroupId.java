// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import java.util.UUID;

/** The id of a group in a path; what can't be one is a group that does not exist. */
final class GroupId {

    private GroupId() {}

    static UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Groups.missing();
        }
    }
}
