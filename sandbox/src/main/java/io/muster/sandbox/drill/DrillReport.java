// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The result of a drill, as its last line. */
record DrillReport(String drill, boolean ok, Verdict verdict, long recoveryMs, long seed) {

    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("drill", drill)
                .put("ok", ok)
                .put("acked", verdict.acked())
                .put("lost", verdict.lost())
                .put("duplicated", verdict.duplicated())
                .put("reordered", verdict.reordered())
                .put("recoveryMs", recoveryMs)
                .put("seed", seed)
                .toString();
    }

    String plain() {
        return "%s: %d acknowledged, %d lost, %d duplicated, %d reordered; slowest recovery %d ms (seed %d)"
                .formatted(
                        ok ? "ok" : "FAIL",
                        verdict.acked(),
                        verdict.lost(),
                        verdict.duplicated(),
                        verdict.reordered(),
                        recoveryMs,
                        seed);
    }
}
