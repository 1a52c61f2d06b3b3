// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.query.Field;
import io.muster.platform.query.Fields;
import io.muster.platform.query.ScalarField;
import io.muster.shadow.index.FieldValue;
import io.muster.shadow.index.IndexPath;
import io.muster.shadow.index.ShadowIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the shadows of a tenant can be looked for by. The SQL is about {@code shadow s} and {@code
 * device_connection c}.
 *
 * @param allowScan whether documents are read where no index has the values
 */
record FleetFields(List<ShadowIndex> indexes, boolean allowScan) {

    private static final String PRESENCE =
            """
            (CASE WHEN c.connected THEN 'online' WHEN NOT c.connected THEN 'offline' ELSE 'unknown' END)\
            """;
    private static final Map<String, String> TEXTS =
            Map.of(
                    "device", "s.device_id",
                    "name", "s.name",
                    "sync/state", "s.sync_state",
                    "presence/state", PRESENCE);

    FleetFields {
        indexes = List.copyOf(indexes);
    }

    /** All of them, by their names in filters. */
    Fields toFields() {
        var fields =
                Fields.builder()
                        .number("version", "s.version")
                        .time("createdAt", "s.created_at")
                        .time("updatedAt", "s.updated_at")
                        .others(this::found);
        TEXTS.forEach((name, sql) ->
                fields.text(name, sql).text(name.replace('/', '.'), sql).text("/" + name, sql));
        return fields.build();
    }

    /** Where the values are by which shadows are counted. */
    Optional<ValueSource> source(String selector) {
        var name = selector.startsWith("/") ? selector.substring(1) : selector;
        var own = Optional.ofNullable(TEXTS.get(name.replace('.', '/')));
        return own.<ValueSource>map(ValueSource.Own::new)
                .or(() -> IndexPath.parse(selector).map(this::source));
    }

    private Optional<Field> found(String selector) {
        return IndexPath.parse(selector)
                .map(this::source)
                .map(source ->
                        new ScalarField(
                                (condition, parameters) -> source.has(condition, parameters::add),
                                FieldValue.MOST_BYTES));
    }

    private ValueSource source(IndexPath path) {
        var index = indexes.stream().filter(each -> each.path().equals(path)).findFirst();
        boolean ready = index.filter(each -> each.state() == ShadowIndex.State.READY).isPresent();
        if (!ready && !allowScan) {
            throw notIndexed(path, index.isPresent());
        }
        return ready
                ? new ValueSource.Indexed(index.orElseThrow().id())
                : new ValueSource.Scanned(path);
    }

    private static ProblemException notIndexed(IndexPath path, boolean building) {
        var detail =
                building
                        ? "The index of " + path + " is still being built."
                        : "There is no index of " + path + ".";
        return ProblemException.of(
                        422,
                        "path-not-indexed",
                        "The path is not indexed",
                        detail + " With allowScan=true the documents are read.")
                .with("errorCode", "PATH_NOT_INDEXED")
                .with("path", path.toString());
    }
}
