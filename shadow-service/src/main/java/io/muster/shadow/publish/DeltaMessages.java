// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.NativeDelta;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The deltas of now, as messages to devices. */
@ApplicationScoped
public class DeltaMessages {

    private final Clock clock;

    DeltaMessages(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a change leaves to be done; empty when that is nothing, or removals alone that the
     * device was brought already: a device that answers each delta with a report would otherwise
     * never end.
     */
    public Optional<DeviceMessage> afterChange(
            ShadowKey key, ShadowDocument document, Optional<ClientToken> token) {
        return message(key, document, false, token);
    }

    /** What there is to be done, for a device that came back or asked. */
    public Optional<DeviceMessage> onceMore(ShadowKey key, ShadowDocument document) {
        return message(key, document, true, Optional.empty());
    }

    private Optional<DeviceMessage> message(
            ShadowKey key, ShadowDocument document, boolean full, Optional<ClientToken> token) {
        var delta = NativeDelta.of(document);
        return (full ? delta.isEmpty() : !delta.news())
                ? Optional.empty()
                : Optional.of(
                        Replies.message(
                                key.topic("delta"), delta.message(full, clock.instant(), token)));
    }
}
