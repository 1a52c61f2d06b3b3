// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.Problems;
import java.util.UUID;

/** Ids of jobs in paths; what can't be one is a job that does not exist. */
final class JobIds {

    private JobIds() {}

    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("There is no such job.");
        }
    }
}
