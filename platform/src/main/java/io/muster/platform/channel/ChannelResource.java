// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.TopicName;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The other feed of every incoming channel: a broker's rule engine, a bridge or Knative Eventing
 * pushes what the service would otherwise subscribe to, so that the service may scale to zero. The
 * answer comes when the handler's work is committed; anything but success means: push it again.
 */
@Path("/channels/{name}")
@RolesAllowed(Roles.SERVICE)
@Tag(name = "channels")
public class ChannelResource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Channels channels;
    private final PushedEvents events;
    private final Tenancy caller;
    private final Set<String> pushers;

    ChannelResource(Channels channels, ObjectMapper json, Tenancy caller, MqttConfig config) {
        this.channels = channels;
        this.caller = caller;
        this.pushers = config.pushers().orElse(Set.of());
        this.events = new PushedEvents(json);
    }

    /** Hands CloudEvents, single, batched or in binary mode, to the channel's handler. */
    @POST
    @Operation(
            operationId = "pushToChannel",
            summary = "Deliver CloudEvents to a channel",
            description =
                    "Whoever delivers speaks as any device: only clients that muster.mqtt.pushers"
                            + " names may. Role: service.")
    @APIResponse(responseCode = "204", description = "Every event is handled and committed")
    @APIResponse(responseCode = "403", description = "The client is not one that may")
    @APIResponse(responseCode = "503", description = "Not all are; push them again")
    public Uni<RestResponse<Void>> push(
            @RestPath String name, @Context HttpHeaders headers, byte[] body) {
        requirePusher();
        var feed = channels.incoming(name).orElseThrow(() -> Problems.notFound("No such channel."));
        var messages = read(headers, body);
        messages.forEach(message -> check(feed, message));
        return pushAll(feed, messages).replaceWith(RestResponse.noContent());
    }

    /** The role alone is not enough: a service's token would be every device's. */
    private void requirePusher() {
        if (caller.client().filter(pushers::contains).isEmpty()) {
            throw Problems.forbidden("The client is not named in muster.mqtt.pushers.");
        }
    }

    private List<DeviceMessage> read(HttpHeaders headers, byte[] body) {
        try {
            return events.read(headers::getHeaderString, body);
        } catch (IllegalArgumentException malformed) {
            throw Problems.invalid(String.valueOf(malformed.getMessage()));
        }
    }

    /** What could not have come from the broker does not come from here either. */
    private static void check(IncomingFeed feed, DeviceMessage message) {
        if (!feed.covers(TopicName.of(message.topic()))) {
            throw Problems.unprocessable("The channel does not take a message on this topic.");
        }
    }

    private static Uni<Void> pushAll(IncomingFeed feed, List<DeviceMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(messages.stream().map(feed::push).toList())
                .andCollectFailures()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(_ -> Problems.unavailable("Not every event is handled."))
                .replaceWithVoid();
    }
}
