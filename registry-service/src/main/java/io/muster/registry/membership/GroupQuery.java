// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.query.Filter;
import java.time.Instant;

/**
 * The query of a group whose members it finds.
 *
 * @param onPresence whether members change with the presence of devices
 * @param onTime whether members change without anybody telling, if only because time passes
 */
public record GroupQuery(String text, boolean onPresence, boolean onTime) {

    /**
     * Every change of a device asks all queries of its tenant in one statement, which PostgreSQL
     * gives 65,535 values.
     */
    private static final int MOST_VALUES = 200;

    private static final char NUL = 0;

    /** A 400 problem when it is no filter of devices, asks for groups or compares too much. */
    public static GroupQuery parse(String text) {
        var filter = filter(text);
        var selectors = filter.selectors();
        return new GroupQuery(
                text,
                selectors.stream().anyMatch(DeviceFields::ofPresence),
                filter.relative() || selectors.stream().anyMatch(DeviceFields::silent));
    }

    private static Filter filter(String text) {
        if (text.isBlank() || text.indexOf(NUL) >= 0) {
            throw refused("The query of a group is not empty and has no NUL characters.");
        }
        var filter = Filter.parse(text, DeviceFields.OF_GROUPS, Instant.EPOCH, 1);
        if (filter.values().size() > MOST_VALUES) {
            throw refused("The query of a group compares with at most " + MOST_VALUES + " values.");
        }
        return filter;
    }

    private static ProblemException refused(String detail) {
        return Problems.invalid(detail);
    }
}
