// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.json.JsonFault;

/**
 * A policy document that cannot be loaded. Nothing in a document is ever ignored: what we do not
 * understand might have been a restriction.
 */
public final class PolicyFault extends JsonFault {

    private static final long serialVersionUID = 1;

    PolicyFault(String pointer, String reason) {
        super(pointer, reason);
    }
}
