// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.ProblemException;
import io.muster.shadow.change.Change;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.store.ShadowKey;

/** What one line of an import asks for. */
sealed interface ImportStep {

    /** A change. */
    record Write(long line, ShadowKey key, Change change, Expectation expected)
            implements ImportStep {}

    /** Nothing. */
    record Pass() implements ImportStep {}

    /** Nothing that can be done. */
    record Flawed(long line, ProblemException problem) implements ImportStep {}
}
