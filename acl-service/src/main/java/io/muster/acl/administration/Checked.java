// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.book.Finding;
import java.util.List;

/** What came of looking at a document. */
sealed interface Checked {

    /** It may be put in force. */
    record Fit(Draft draft) implements Checked {}

    /** It may not; at least one error says why. */
    record Unfit(List<Finding> errors) implements Checked {

        public Unfit {
            errors = List.copyOf(errors);
        }

        static Unfit because(String pointer, String reason) {
            return new Unfit(List.of(new Finding(pointer, Finding.FAULT, reason)));
        }
    }
}
