// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One message on {@code ota/report}. */
record UpdateReport(
        UpdateJob job, State state, int progress, @Nullable Refusal reason, Version running) {

    /** In the order in which a sound update passes through them. */
    enum State {
        DOWNLOADING,
        DOWNLOADED,
        INSTALLING,
        VERIFYING,
        SUCCEEDED,
        FAILED,
        REJECTED;

        boolean last() {
            return compareTo(SUCCEEDED) >= 0;
        }
    }

    byte[] bytes() {
        var report =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("jobId", job.jobId())
                        .put("rev", job.revision())
                        .put("state", state.name())
                        .put("progress", progress)
                        .put("version", running.text());
        if (reason != null) {
            report.put("code", reason.code()).put("detail", reason.detail());
        }
        return report.toString().getBytes(StandardCharsets.UTF_8);
    }
}
