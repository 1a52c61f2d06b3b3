// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Another protocol that shows the same shadows. Its clients hear of every change, whoever made it
 * and in whichever protocol. Each answer is in the order in which it has to be sent, and is empty
 * where the protocol is not spoken or has no way to name the shadow.
 */
public interface Face {

    /** What its clients hear of a change. */
    List<DeviceMessage> changed(News news);

    /** What its clients hear when a shadow is deleted. */
    List<DeviceMessage> erased(
            ShadowKey key, long version, Instant at, Optional<ClientToken> token);

    /** What a device that may have missed something hears once more. */
    List<DeviceMessage> onceMore(ShadowKey key, ShadowDocument document);
}
