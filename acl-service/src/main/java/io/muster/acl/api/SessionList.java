// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import java.util.List;

/** The sessions that were asked for: at most one on each broker. */
public record SessionList(List<SessionView> items) {

    public SessionList {
        items = List.copyOf(items);
    }
}
