// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged as an error while it is open. */
final class ErrorLog extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> messages = new CopyOnWriteArrayList<>();

    private ErrorLog() {}

    static ErrorLog open() {
        var log = new ErrorLog();
        ROOT.addHandler(log);
        return log;
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            messages.add(entry.getLoggerName() + ": " + entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
