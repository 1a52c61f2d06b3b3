// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

/** What a refused client hears, whatever the reason: the reason would tell a stranger too much. */
final class Refusal {

    static final String TEXT = "not authorized";

    private Refusal() {}
}
