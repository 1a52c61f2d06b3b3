// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads devices from rows. JSON comes as text: the driver's own objects would round numbers. */
final class DeviceRows {

    /** What a row must have, of the table {@code d}. */
    static final String COLUMNS =
            "d.tenant_id, d.id, d.uid, d.state, d.version, d.display_name, d.type,"
                    + " d.attributes::text AS attributes, d.tags, d.external_ids::text AS external_ids,"
                    + " d.created_at, d.updated_at, d.deleted_at";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private DeviceRows() {}

    static Device device(Row row) {
        return new Device(
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("id"))),
                row.getUUID("uid"),
                DeviceState.valueOf(row.getString("state")),
                row.getLong("version"),
                description(row),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("deleted_at"))
                        .map(OffsetDateTime::toInstant));
    }

    private static DeviceDescription description(Row row) {
        return new DeviceDescription(
                Optional.ofNullable(row.getString("display_name")),
                Optional.ofNullable(row.getString("type")),
                object(row.getString("attributes")),
                List.of(row.getArrayOfStrings("tags")),
                texts(object(row.getString("external_ids"))));
    }

    private static Map<String, String> texts(ObjectNode object) {
        var texts = new HashMap<String, String>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    private static ObjectNode object(String text) {
        try {
            return object(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps JSON only", e);
        }
    }

    private static ObjectNode object(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalStateException("a device's JSON is always an object");
    }

    static String json(Map<String, String> texts) {
        var object = JSON.createObjectNode();
        texts.forEach(object::put);
        return object.toString();
    }

    static String json(List<String> texts) {
        var array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array.toString();
    }
}
