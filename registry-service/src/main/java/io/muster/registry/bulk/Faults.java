// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.ProblemException;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowOutcome.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why rows fail: with the codes that the API has for single devices. */
final class Faults {

    private Faults() {}

    static RowOutcome outcome(long row, Optional<String> device, RowFault fault) {
        return RowOutcome.failed(
                row, device, new Failure(fault.code(), fault.pointer(), fault.reason()));
    }

    static RowOutcome outcome(long row, Optional<String> device, ProblemException problem) {
        var failure = new Failure(problem.code(), pointer(problem), detail(problem));
        return RowOutcome.failed(row, device, failure);
    }

    private static String detail(ProblemException problem) {
        var detail = problem.getDetail();
        return detail == null ? String.valueOf(problem.getTitle()) : detail;
    }

    /** Where the first of its errors is. */
    private static String pointer(ProblemException problem) {
        return problem.getParameters().get("errors") instanceof List<?> errors
                        && !errors.isEmpty()
                        && errors.getFirst() instanceof Map<?, ?> first
                        && first.get("pointer") instanceof String pointer
                ? pointer
                : "";
    }
}
