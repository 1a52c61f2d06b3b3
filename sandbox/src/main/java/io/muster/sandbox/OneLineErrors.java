// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox;

import io.muster.sandbox.run.SandboxFailure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong in a line; a stack trace follows only where the mistake is ours. */
final class OneLineErrors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        if (failure instanceof SandboxFailure) {
            command.getErr().println(failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
