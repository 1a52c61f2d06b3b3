// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** Turns a client library's answers into those of a {@link MqttLink}. */
final class Answers {

    private Answers() {}

    /**
     * The same outcome without its value.
     *
     * @param meaning what a failure means
     */
    static CompletableFuture<Void> of(
            CompletableFuture<?> outcome, UnaryOperator<Throwable> meaning) {
        return outcome.<Void>thenApply(_ -> null)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(meaning.apply(cause(failure))));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
