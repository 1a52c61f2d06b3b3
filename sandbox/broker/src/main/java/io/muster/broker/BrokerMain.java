// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import java.io.IOException;
import java.nio.file.Files;

/** The broker's process. It is ready when the file {@code ready} is in its directory. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Runs until the process is ended; all settings come from the environment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var settings = BrokerSettings.of(System.getenv());
        var broker = Broker.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        Files.writeString(settings.directory().resolve("ready"), "");
        Thread.currentThread().join();
    }
}
