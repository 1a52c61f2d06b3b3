// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

/** What devices of the fleet do. */
enum Act {
    PUBLISH("publish"),
    SUBSCRIBE("subscribe");

    private final String wireName;

    Act(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
