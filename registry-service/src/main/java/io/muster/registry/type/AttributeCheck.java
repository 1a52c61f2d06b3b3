// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.OffLoop;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.schema.DocumentSchema;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.type.store.DeviceType;
import io.muster.registry.type.store.DeviceTypeStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether a device is of a type that there is, and its attributes keep the type's schema. */
@Singleton
public class AttributeCheck {

    private final DeviceTypeStore types;
    private final JsonBodies json;
    private final OffLoop threads;

    AttributeCheck(DeviceTypeStore types, JsonBodies json, OffLoop threads) {
        this.types = types;
        this.json = json;
        this.threads = threads;
    }

    /**
     * Fails with a 422 problem that points at what is wrong. The type stays as it is until the
     * caller's transaction ends.
     */
    public Uni<Void> check(
            SqlConnection connection, TenantId tenant, DeviceDescription description) {
        return description
                .type()
                .map(type ->
                        types.keep(connection, tenant, type)
                                .map(found -> found.orElseThrow(AttributeCheck::unknown))
                                .chain(found -> check(found, description.attributes())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** The rules of several types, for many devices at once; the types stay as they are too. */
    public Uni<TypeRules> rules(
            SqlConnection connection, TenantId tenant, Collection<String> types) {
        return Multi.createFrom()
                .iterable(new TreeSet<>(types))
                .onItem()
                .transformToUniAndConcatenate(type -> this.types.keep(connection, tenant, type))
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collect()
                .asMap(DeviceType::id, type -> type.attributeSchema().map(this::schema))
                .map(TypeRules::new);
    }

    private Uni<Void> check(DeviceType type, ObjectNode attributes) {
        return type.attributeSchema()
                .map(text -> threads.check(() -> check(schema(text), attributes)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private DocumentSchema schema(String text) {
        return DocumentSchema.of(json.parsed(text))
                .orElseThrow(() -> new IllegalStateException("a stored schema was one once"));
    }

    static void check(DocumentSchema schema, ObjectNode attributes) {
        var faults = schema.check(attributes);
        if (!faults.isEmpty()) {
            var errors =
                    faults.stream()
                            .map(fault -> error("/attributes" + fault.pointer(), fault.keyword()))
                            .toList();
            throw violation("The attributes do not keep the schema of the device's type.", errors);
        }
    }

    static ProblemException unknown() {
        return violation("There is no such device type.", List.of(error("/type", "exists")));
    }

    private static Map<String, String> error(String pointer, String rule) {
        return Map.of("pointer", pointer, "rule", rule);
    }

    private static ProblemException violation(String detail, List<Map<String, String>> errors) {
        return ProblemException.of(
                        422, "schema-violation", "The device does not fit its type", detail)
                .with("errors", errors);
    }
}
