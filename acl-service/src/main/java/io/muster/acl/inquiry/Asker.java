// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.gate.Gate;
import io.muster.platform.topic.TenantId;

/** Who wants to know, which limits what may be asked about. */
public sealed interface Asker {

    /** An enforcement point that has shown its secret: it asks about the clients it serves. */
    record Enforcer(Gate gate) implements Asker {}

    /** An administrator, who asks about identities of one tenant and opens no sessions. */
    record Administrator(TenantId tenant) implements Asker {}
}
