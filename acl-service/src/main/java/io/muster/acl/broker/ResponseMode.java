// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

/** How mosquitto-go-auth is told yes and no: its {@code response_mode}. */
public enum ResponseMode {
    /** By the HTTP status alone. */
    STATUS,
    /** By the body {@code ok}, or anything else. */
    TEXT,
    /** By a JSON object's member {@code ok}. */
    JSON
}
