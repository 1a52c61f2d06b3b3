// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.paging;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes and opens the cursors of this service's lists. A cursor belongs to a tenant and a query
 * (path, filter and order in one string); anywhere else, or altered, it is a 400 problem.
 */
@ApplicationScoped
public class Cursors {

    private final CursorCodec codec;

    /** All replicas know the client secret, so a cursor of one opens at another. */
    Cursors(@ConfigProperty(name = "muster.service.client-secret") String clientSecret) {
        this.codec = new CursorCodec(("paging\n" + clientSecret).getBytes(StandardCharsets.UTF_8));
    }

    /** Where the requested page begins; empty for the first page. */
    public Optional<Cursor> open(TenantId tenant, String query, PageRequest request) {
        return Optional.ofNullable(request.cursor())
                .map(text -> codec.open(scope(tenant, query), text).orElseThrow(Cursors::invalid));
    }

    /**
     * The page of the rows that were fetched with {@link PageRequest#fetch()} as the limit.
     *
     * @param cursorAt the place of an item in the query's order
     */
    public <T> Page<T> page(
            TenantId tenant,
            String query,
            PageRequest request,
            List<T> fetched,
            Function<T, Cursor> cursorAt) {
        if (fetched.size() <= request.limit()) {
            return new Page<>(fetched, null);
        }
        var items = fetched.subList(0, request.limit());
        return new Page<>(items, codec.seal(scope(tenant, query), cursorAt.apply(items.getLast())));
    }

    /** A cursor to a place, for lists that know by themselves whether they go on. */
    public String at(TenantId tenant, String query, Cursor cursor) {
        return codec.seal(scope(tenant, query), cursor);
    }

    private static List<String> scope(TenantId tenant, String query) {
        return List.of(tenant.value(), query);
    }

    private static ProblemException invalid() {
        return ProblemException.of(
                400,
                "invalid-cursor",
                "The cursor is not valid",
                "Use nextCursor of the same list as it was given.");
    }
}
