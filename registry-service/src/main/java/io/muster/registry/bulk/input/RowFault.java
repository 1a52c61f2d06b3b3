// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

/** A row that can't be used, while others may. */
public final class RowFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String pointer;

    /**
     * @param code stable, for programs
     * @param pointer where in the row, as a JSON Pointer; empty for all of it
     */
    public RowFault(String code, String pointer, String message) {
        super(message, null, false, false);
        this.code = code;
        this.pointer = pointer;
    }

    public String code() {
        return code;
    }

    public String pointer() {
        return pointer;
    }

    /** What is wrong, for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
