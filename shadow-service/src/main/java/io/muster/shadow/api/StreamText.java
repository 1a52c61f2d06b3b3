// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.live.LiveEvent;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a stream tells, as server-sent events. */
@ApplicationScoped
class StreamText {

    /** In milliseconds. Streams end seldom, but those of a replica that stops all at once. */
    private static final long COME_BACK = 1_000;

    private final ObjectMapper json;

    StreamText(ObjectMapper json) {
        this.json = json;
    }

    /** A shadow that is not there: it was deleted by this version, or never was for 0. */
    @RegisterForReflection
    record Gone(String deviceId, String name, long version) {}

    /** Where a reader that was too slow may go on. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Resume(@Nullable String lastEventId) {

        static Resume after(OptionalLong told) {
            return new Resume(told.isPresent() ? Long.toString(told.getAsLong()) : null);
        }
    }

    OutboundSseEvent of(Sse sse, ShadowKey key, LiveEvent event) {
        var text = sse.newEventBuilder();
        return switch (event) {
            case LiveEvent.Opened() -> text.comment("open").reconnectDelay(COME_BACK).build();
            case LiveEvent.Beat() -> text.comment("alive").build();
            case LiveEvent.Made(var version) -> made(text, version);
            case LiveEvent.Whole(var now) ->
                    text.name("reset")
                            .id(Long.toString(now.version()))
                            .data(write(content(key, now)))
                            .build();
            case LiveEvent.Dropped(var told) ->
                    text.name("dropped")
                            .reconnectDelay(COME_BACK)
                            .data(write(Resume.after(told)))
                            .build();
        };
    }

    private OutboundSseEvent made(OutboundSseEvent.Builder text, PastVersion version) {
        var name = version.kind() == PastVersion.Kind.DELETED ? "deleted" : "updated";
        return text.name(name)
                .id(Long.toString(version.version()))
                .data(write(VersionView.of(version)))
                .build();
    }

    private static Object content(ShadowKey key, Shadow now) {
        return switch (now) {
            case ShadowDocument document -> ShadowView.of(key, document);
            case Absent(var version) -> new Gone(key.device().value(), key.name().value(), version);
        };
    }

    private String write(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
