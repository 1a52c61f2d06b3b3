// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.membership.MemberNews;
import io.muster.registry.membership.Memberships;
import io.muster.registry.membership.Settled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words what happens to devices. Here and nowhere else the groups' queries are asked about a device
 * that changes: what has no event has not changed.
 */
@Singleton
class DeviceNews {

    private final Memberships memberships;

    DeviceNews(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Who is there now is told to be in all its groups, those it was put into by hand too. */
    Uni<List<EventDraft>> created(SqlConnection connection, TenantId tenant, List<Device> devices) {
        return memberships
                .settle(connection, tenant, ids(devices))
                .map(settled ->
                        devices.stream()
                                .flatMap(device -> arrival(device, state(device, settled), settled))
                                .toList());
    }

    /** That the device is there, if it is new, its certificate, and what it is now. */
    Uni<List<EventDraft>> enrolled(
            SqlConnection connection, Enrolled enrolled, EventDraft certificate) {
        var identity = enrolled.now().identity();
        return enrolled.changed()
                ? memberships
                        .settle(connection, identity.tenant(), ids(List.of(enrolled.now())))
                        .map(settled -> words(enrolled, certificate, settled))
                : Uni.createFrom().item(List.of(certificate));
    }

    private static List<EventDraft> words(
            Enrolled enrolled, EventDraft certificate, Settled settled) {
        var before = enrolled.before();
        var now = enrolled.now();
        var drafts = new ArrayList<EventDraft>();
        if (enrolled.added()) {
            arrival(before, state(before, settled), settled).forEach(drafts::add);
        }
        drafts.add(certificate);
        drafts.add(draft("device.changed", now, state(now, settled)));
        if (!enrolled.added()) {
            drafts.addAll(settled.news());
        }
        return drafts;
    }

    Uni<List<EventDraft>> restored(SqlConnection connection, Device device) {
        return memberships
                .settle(connection, device.identity().tenant(), ids(List.of(device)))
                .map(settled ->
                        arrival(device, state(device, settled).put("restored", true), settled)
                                .toList());
    }

    private static Stream<EventDraft> arrival(Device device, ObjectNode data, Settled settled) {
        return Stream.concat(
                Stream.of(draft("device.created", device, data)), members(device, settled, true));
    }

    Uni<List<EventDraft>> changed(SqlConnection connection, TenantId tenant, List<Device> devices) {
        return memberships
                .settle(connection, tenant, ids(devices))
                .map(settled -> {
                    var drafts = new ArrayList<EventDraft>();
                    devices.forEach(device ->
                            drafts.add(draft("device.changed", device, state(device, settled))));
                    drafts.addAll(settled.news());
                    return drafts;
                });
    }

    /** Who is gone is in no group, though it comes back into those filled by hand if restored. */
    Uni<List<EventDraft>> deleted(SqlConnection connection, Device device) {
        return memberships
                .of(connection, device.identity())
                .map(settled ->
                        Stream.concat(
                                        members(device, settled, false),
                                        Stream.of(draft("device.deleted", device, about(device))))
                                .toList());
    }

    private static Stream<EventDraft> members(Device device, Settled settled, boolean member) {
        var id = device.identity().device();
        return settled.of(id).stream().map(group -> MemberNews.of(id.value(), group, member));
    }

    private static List<String> ids(Collection<Device> devices) {
        return devices.stream().map(device -> device.identity().device().value()).toList();
    }

    private static EventDraft draft(String type, Device device, ObjectNode data) {
        return new EventDraft(type, device.identity().device().value(), data);
    }

    private static ObjectNode about(Device device) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device", device.identity().device().value())
                .put("uid", device.uid().toString());
    }

    private static ObjectNode state(Device device, Settled settled) {
        var data =
                about(device).put("state", device.state().name()).put("version", device.version());
        var groups = data.putArray("groups");
        settled.of(device.identity().device()).forEach(group -> groups.add(group.value()));
        return data;
    }
}
