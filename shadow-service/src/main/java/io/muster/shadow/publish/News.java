// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.MergeDiff;
import io.muster.shadow.store.ShadowKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change that is stored, as it is told.
 *
 * @param request what was asked for, be it in other words
 */
public record News(
        ShadowKey key, UpdateRequest request, Shadow before, ShadowDocument after, Instant at) {

    /** Of a change that was not asked for as an update: the update that would have made it. */
    public static News of(ShadowKey key, Shadow before, ShadowDocument after) {
        var state = Json.object();
        for (var name : List.of(SectionName.DESIRED, SectionName.REPORTED)) {
            var former =
                    before instanceof ShadowDocument document
                            ? document.section(name).state()
                            : Json.object();
            var difference = MergeDiff.between(former, after.section(name).state());
            if (!difference.isEmpty()) {
                state.set(name.member(), difference);
            }
        }
        var request = new UpdateRequest(new StatePatch(state), Expectation.NONE, Optional.empty());
        return new News(key, request, before, after, after.updatedAt());
    }

    /** The whole document before and after, as our own topics have it. */
    public DeviceMessage documents() {
        var content = ShadowMessages.documents(before, after, at, request.clientToken());
        return Replies.message(key.topic("documents"), content);
    }
}
