// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

/**
 * The door for acl-service.
 *
 * @param address on which it listens
 * @param port on which it listens
 * @param secret what acl-service has to show
 */
public record ControlSettings(String address, int port, Secret secret) {

    /** Reachable from this machine only. */
    public static final String LOOPBACK = "127.0.0.1";
}
