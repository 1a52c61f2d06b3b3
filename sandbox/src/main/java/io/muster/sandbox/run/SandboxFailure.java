// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

/** A sandbox could not be started; the message is for whoever started it and says what to do. */
public final class SandboxFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** A failure that needs no cause to be understood. */
    public SandboxFailure(String message) {
        super(message);
    }

    /** A failure with the exception behind it. */
    public SandboxFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
