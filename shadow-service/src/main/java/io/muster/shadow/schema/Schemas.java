// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.api.OffLoop;
import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which schemas shadows are checked. */
@ApplicationScoped
public class Schemas {

    private final Database database;
    private final Governed governed;
    private final SchemaStore store;
    private final CompiledSchemas compiled;
    private final OffLoop threads;

    Schemas(
            Database database,
            Governed governed,
            SchemaStore store,
            CompiledSchemas compiled,
            OffLoop threads) {
        this.database = database;
        this.governed = governed;
        this.store = store;
        this.compiled = compiled;
        this.threads = threads;
    }

    /**
     * The schemas of shadows of these names, as they are stored now. Of tenants without schemas
     * nothing is asked; a tenant's first schema may be missed for a second.
     */
    public Uni<SchemasInForce> of(SqlConnection connection, Collection<SchemaKey> keys) {
        var asked = asked(keys);
        return asked.isEmpty() ? none() : store.of(connection, asked).chain(this::ready);
    }

    /** The same in a transaction of its own. */
    public Uni<SchemasInForce> of(SchemaKey key) {
        var asked = asked(List.of(key));
        return asked.isEmpty()
                ? none()
                : database.read(connection -> store.of(connection, asked)).chain(this::ready);
    }

    private List<SchemaKey> asked(Collection<SchemaKey> keys) {
        return keys.stream()
                .filter(key -> governed.mayHaveSchemas(key.tenant()))
                .distinct()
                .toList();
    }

    private static Uni<SchemasInForce> none() {
        return Uni.createFrom().item(SchemasInForce.NONE);
    }

    private Uni<SchemasInForce> ready(Map<SchemaKey, StoredSchema> stored) {
        return stored.isEmpty() ? none() : threads.run(() -> compiled(stored));
    }

    private SchemasInForce compiled(Map<SchemaKey, StoredSchema> stored) {
        var schemas = new HashMap<SchemaKey, ShadowSchema>();
        stored.forEach((key, schema) -> schemas.put(key, compiled.of(schema)));
        return new SchemasInForce(schemas);
    }
}
