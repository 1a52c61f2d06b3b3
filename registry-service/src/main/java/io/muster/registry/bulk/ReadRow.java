// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.tie.Ties;
import io.muster.registry.credential.HashedCredential;
import io.muster.registry.device.store.ExternalId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row that was read. */
sealed interface ReadRow {

    long number();

    /** The devices that it is about or names by their external ids, in lower case. */
    default Stream<String> devices(Map<ExternalId, String> owners) {
        return Stream.empty();
    }

    /**
     * Rows up to the first that is about a device of one before it, whether it names the device by
     * its id or by an external id.
     */
    static List<ReadRow> ofDifferentDevices(List<ReadRow> rows, Map<ExternalId, String> owners) {
        var different = new ArrayList<ReadRow>(rows.size());
        var seen = new HashSet<String>();
        for (var row : rows) {
            var devices = row.devices(owners).collect(Collectors.toSet());
            if (!Collections.disjoint(seen, devices)) {
                break;
            }
            seen.addAll(devices);
            different.add(row);
        }
        return different;
    }

    /** What two rows of one batch can't both be about. */
    default Stream<String> keys() {
        return Stream.empty();
    }

    /**
     * A row that says something of a device.
     *
     * @param device empty when the row names the device by an external id only
     * @param said members of a device; null for what is to be removed
     * @param ties what it says besides
     */
    record Wanted(long number, Optional<DeviceId> device, ObjectNode said, Ties ties)
            implements ReadRow {

        /** The external ids that the row names. */
        Stream<ExternalId> externalIds() {
            return said.path("externalIds")
                    .propertyStream()
                    .filter(id -> id.getValue().isTextual())
                    .map(id -> new ExternalId(id.getKey(), id.getValue().asText()));
        }

        /** The device that has one of the external ids; they are all of one, or the row fails. */
        Optional<DeviceId> owner(Map<ExternalId, String> owners) {
            return externalIds()
                    .map(owners::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(DeviceId::new);
        }

        /** The type that the row names; empty also when it is no text. */
        Optional<String> type() {
            return Optional.of(said.path("type")).filter(JsonNode::isTextual).map(JsonNode::asText);
        }

        @Override
        public Stream<String> devices(Map<ExternalId, String> owners) {
            return Stream.concat(
                            device.stream().map(DeviceId::value),
                            externalIds().map(owners::get).filter(Objects::nonNull))
                    .map(id -> id.toLowerCase(Locale.ROOT));
        }

        @Override
        public Stream<String> keys() {
            return Stream.concat(
                    device.stream().map(id -> id.value().toLowerCase(Locale.ROOT)),
                    Stream.concat(
                            externalIds().map(id -> id.kind() + "\n" + id.value()), logins()));
        }

        /** Names that devices log in with; without a name it is that of the device. */
        private Stream<String> logins() {
            return ties.credentials().stream()
                    .map(HashedCredential::authId)
                    .filter(Objects::nonNull)
                    .map(authId -> "login\n\n" + authId);
        }
    }

    /** A row that can't be used. */
    record Refused(RowOutcome outcome) implements ReadRow {
        @Override
        public long number() {
            return outcome.row();
        }
    }
}
