// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/** What a condition has to know. */
enum Fact {
    /** Who the caller is; the same as long as it stays connected. */
    IDENTITY,
    /** What the registry knows of the device; operators change it at any time. */
    DEVICE,
    CLIENT_ID,
    IP,
    LISTENER,
    PROTOCOL,
    TLS,
    TIME,
    QOS,
    RETAIN,
    SHARED;

    /** Says whether it stays as it is while the caller stays connected. */
    boolean constant() {
        return switch (this) {
            case IDENTITY, CLIENT_ID, IP, LISTENER, PROTOCOL, TLS -> true;
            case DEVICE, TIME, QOS, RETAIN, SHARED -> false;
        };
    }
}
