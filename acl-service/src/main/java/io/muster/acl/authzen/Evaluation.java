// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.authzen;

import io.muster.acl.inquiry.Inquiry;

/** One evaluation that was asked for. */
public sealed interface Evaluation {

    /** A question of ours. */
    record Asked(Inquiry inquiry) implements Evaluation {}

    /**
     * An action or a kind of resource that no policy can be about: it is refused, and that is an
     * answer, not an error of the asker's.
     */
    record Foreign() implements Evaluation {}
}
