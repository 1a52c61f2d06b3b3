// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a device can be told to do. */
enum CommandKind {
    /** To send its log. */
    @JsonProperty("log")
    LOG(true),
    /** To answer. */
    @JsonProperty("ping")
    PING(false),
    /** To start again. */
    @JsonProperty("reboot")
    REBOOT(false),
    /** To send what describes its present condition. */
    @JsonProperty("snapshot")
    SNAPSHOT(true);

    private final boolean sendsArtifact;

    CommandKind(boolean sendsArtifact) {
        this.sendsArtifact = sendsArtifact;
    }

    /** Whether the device answers with an artifact, in chunks. */
    boolean sendsArtifact() {
        return sendsArtifact;
    }

    /** The kind as it is called outside. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
