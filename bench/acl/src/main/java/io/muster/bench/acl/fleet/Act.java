// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.fleet;

/** What devices of the fleet do. */
public enum Act {
    PUBLISH("publish"),
    SUBSCRIBE("subscribe");

    private final String wireName;

    Act(String wireName) {
        this.wireName = wireName;
    }

    /** As policies and brokers call it. */
    public String wireName() {
        return wireName;
    }
}
