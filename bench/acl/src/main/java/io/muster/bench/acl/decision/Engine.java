// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import io.muster.bench.acl.fleet.FleetRule;
import io.muster.bench.acl.fleet.Question;
import java.util.List;
import java.util.function.IntPredicate;

/** Something that decides. */
interface Engine {

    /** As in the results. */
    String name();

    /**
     * Loads the rules, and prepares the questions in the engine's own types, so that only the
     * decision is measured.
     *
     * @return answers the question of an index: true when it is allowed
     */
    IntPredicate load(List<FleetRule> rules, List<Question> questions) throws Exception;

    /**
     * How many decisions there should be between two looks at the clock, which takes some 20 ns.
     */
    default int batch() {
        return 1;
    }
}
