// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.publish.News;
import java.time.Instant;
import java.util.Optional;

/** What came of a request. */
sealed interface Answer {

    /** The shadow was changed. */
    record Changed(News news) implements Answer {}

    /** The shadow is there. */
    record Shown(ShadowDocument document) implements Answer {}

    /** The shadow is gone; the version is the one that it had. */
    record Erased(long version, Instant at) implements Answer {}

    /** Nothing happened. */
    record Rejected(Refusal refusal, Optional<ClientToken> token) implements Answer {

        static Rejected of(Refusal refusal) {
            return new Rejected(refusal, Optional.empty());
        }
    }
}
