// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

/** A file that can't be read at all, because of what stands in a row; 0 is the header. */
public final class FileFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long row;

    FileFault(String reason, long row) {
        super(reason, null, false, false);
        this.reason = reason;
        this.row = row;
    }

    /** For people. */
    public String reason() {
        return row == 0 ? reason : "Row " + row + " " + reason;
    }
}
