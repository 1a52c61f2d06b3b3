// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.Refusal;

/** Ends the transaction of an enrollment without a trace of it: a refusal writes nothing. */
final class TurnedDown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    TurnedDown(Refusal refusal) {
        super("an enrollment was refused", null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
