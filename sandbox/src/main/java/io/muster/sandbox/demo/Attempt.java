// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.Refused;
import io.muster.sandbox.operator.NotObserved;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How something that should be refused ended. */
record Attempt(String what, Ending ending, String reason) {

    private static final int PATIENCE_SECONDS = 40;

    /** The broker's answer, or that there was none. */
    enum Ending {
        ALLOWED,
        /** The broker said no, in the way that its version of the protocol has for it. */
        REFUSED,
        /** The connection ended without a word: a refusal only where TLS comes before all words. */
        CUT
    }

    static Attempt of(String what, CompletableFuture<?> attempt)
            throws InterruptedException, NotObserved {
        try {
            attempt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Attempt(what, Ending.ALLOWED, "allowed");
        } catch (ExecutionException e) {
            return failed(what, e.getCause());
        } catch (TimeoutException e) {
            throw new NotObserved(what + " was neither allowed nor refused");
        }
    }

    boolean allowed() {
        return ending == Ending.ALLOWED;
    }

    /** Fails unless the broker said no. */
    Attempt requireRefused() throws NotObserved {
        NotObserved.unless(ending == Ending.REFUSED, what + " was not refused: " + reason);
        return this;
    }

    /** Fails unless the broker said no or ended the TLS handshake. */
    Attempt requireShutOut() throws NotObserved {
        NotObserved.unless(ending != Ending.ALLOWED, what + " was not refused: " + reason);
        return this;
    }

    /** Fails unless the broker said yes: shows that others are refused for what they are. */
    void requireAllowed() throws NotObserved {
        NotObserved.unless(ending == Ending.ALLOWED, what + " was refused: " + reason);
    }

    private static Attempt failed(String what, @Nullable Throwable cause) {
        return switch (cause) {
            case Refused refusal -> new Attempt(what, Ending.REFUSED, message(refusal));
            case null -> new Attempt(what, Ending.CUT, "no reason");
            default -> new Attempt(what, Ending.CUT, message(cause));
        };
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
