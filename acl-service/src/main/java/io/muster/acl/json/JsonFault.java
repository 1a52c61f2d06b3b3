// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.json;

/** What is wrong with a JSON document, and where. */
public class JsonFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String pointer;
    private final String reason;

    public JsonFault(String pointer, String reason) {
        super((pointer.isEmpty() ? "the document" : pointer) + ": " + reason);
        this.pointer = pointer;
        this.reason = reason;
    }

    /** Where, as an RFC 6901 JSON pointer; empty for the document as a whole. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }
}
