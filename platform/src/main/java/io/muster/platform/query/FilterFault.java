// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import io.muster.platform.problem.ProblemException;

/** What is wrong with a filter. */
final class FilterFault {

    private FilterFault() {}

    static ProblemException of(String detail) {
        return ProblemException.of(400, "invalid-filter", "The filter can't be used", detail);
    }
}
