// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;

/** One JSON object a line, for programs. */
record JsonNarrator(PrintWriter out) implements Narrator {

    @Override
    public void begins(Step step) {}

    @Override
    public void ended(StepResult result) {
        print(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("step", result.step())
                        .put("ok", result.ok())
                        .put("observed", result.observed())
                        .put("ms", result.ms()));
    }

    @Override
    public void over(Outcome outcome) {
        var line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ok", outcome.ok())
                        .put("steps", outcome.steps())
                        .put("ms", outcome.ms());
        if (!outcome.ok()) {
            line.put("failed", outcome.failed());
        }
        print(line);
    }

    private void print(Object line) {
        out.println(line);
        out.flush();
    }
}
