// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

/** Every line is a row. */
final class LineSplitter extends RecordSplitter {

    @Override
    public String header() {
        return "";
    }

    @Override
    boolean isInside() {
        return false;
    }

    @Override
    void see(byte one) {
        // A line is a line, whatever stands in it.
    }

    @Override
    void restart() {
        // Nothing is remembered of a line.
    }

    @Override
    boolean takesAsHeader(String text) {
        return false;
    }

    @Override
    String tooLong() {
        return "is longer than 64 KiB.";
    }
}
