// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.AliasSettings;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.publish.Face;
import io.muster.shadow.publish.News;
import io.muster.shadow.publish.Replies;
import io.muster.shadow.store.ShadowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What AWS's clients hear. The delta comes before the answer, because older clients drop one whose
 * version they have seen accepted already.
 */
@ApplicationScoped
class AliasFace implements Face {

    private final AliasStatus status;
    private final AliasTopics topics;
    private final AliasSettings settings;
    private final Clock clock;

    AliasFace(AliasStatus status, AliasTopics topics, ShadowSettings settings, Clock clock) {
        this.status = status;
        this.topics = topics;
        this.settings = settings.alias();
        this.clock = clock;
    }

    @Override
    public List<DeviceMessage> changed(News news) {
        var key = news.key();
        if (!told(key)) {
            return List.of();
        }
        var token = news.request().clientToken();
        var after = news.after();
        var messages = new ArrayList<DeviceMessage>(3);
        ShadowMessages.delta(after, news.at(), token)
                .map(content -> message(key, content, "update", "delta"))
                .ifPresent(messages::add);
        var accepted = ShadowMessages.accepted(news.request(), after.version(), news.at());
        messages.add(message(key, accepted, "update", "accepted"));
        if (settings.documents()) {
            var content = ShadowMessages.documents(news.before(), after, news.at(), token);
            messages.add(message(key, content, "update", "documents"));
        }
        return messages;
    }

    @Override
    public List<DeviceMessage> erased(
            ShadowKey key, long version, Instant at, Optional<ClientToken> token) {
        return told(key)
                ? List.of(
                        message(
                                key,
                                AliasMessages.erased(version, at, token),
                                "delete",
                                "accepted"))
                : List.of();
    }

    @Override
    public List<DeviceMessage> onceMore(ShadowKey key, ShadowDocument document) {
        if (!told(key) || !settings.deltaOnConnect()) {
            return List.of();
        }
        return ShadowMessages.delta(document, clock.instant(), Optional.empty())
                .map(content -> message(key, content, "update", "delta"))
                .map(List::of)
                .orElse(List.of());
    }

    private boolean told(ShadowKey key) {
        return status.usable() && topics.of(key).isPresent();
    }

    private DeviceMessage message(ShadowKey key, ObjectNode content, String... levels) {
        return Replies.message(topics.of(key, levels).orElseThrow(), content);
    }
}
