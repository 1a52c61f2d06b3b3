// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends all streams when the process is told to stop. Those who observe the end of the application
 * hear of it only when all answers are sent, or after the time that is given to them: an answer
 * without an end would use it up each time.
 */
@Singleton
class StreamsEnd {

    private final LiveShadows streams;
    private final Thread atOnce;

    StreamsEnd(LiveShadows streams) {
        this.streams = streams;
        this.atOnce = new Thread(streams::close, "streams-end");
    }

    void start(@Observes StartupEvent started) {
        Runtime.getRuntime().addShutdownHook(atOnce);
    }

    void stop(@Observes ShutdownEvent stopping) {
        streams.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atOnce);
        } catch (IllegalStateException running) {
            // the process ends, and the hook has done its work
        }
    }
}
