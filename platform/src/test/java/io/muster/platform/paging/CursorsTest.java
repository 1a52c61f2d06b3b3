// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private static final TenantId TENANT = new TenantId("default");
    private static final String QUERY = "/api/v1/devices?sort=id";

    private final Cursors cursors = new Cursors("secret");

    private String sealed(List<String> position) {
        var page =
                cursors.page(
                        TENANT,
                        QUERY,
                        PageRequest.of(1, null),
                        List.of(1, 2),
                        _ -> new Cursor(position));
        return page.nextCursor();
    }

    @Property(tries = 300)
    void aCursorOpensWhereItWasMade(
            @ForAll @Size(max = 5) List<@StringLength(max = 40) String> position) {
        // A lone surrogate has no UTF-8 form; no database holds one.
        var storable = position.stream().map(text -> text.replaceAll("\\p{Cs}", "")).toList();

        var opened = cursors.open(TENANT, QUERY, PageRequest.of(1, sealed(storable)));

        assertThat(opened).contains(new Cursor(storable));
    }

    @Property(tries = 300)
    void anAlteredCursorIsRefused(@ForAll @IntRange(max = 40) int at, @ForAll char other) {
        var text = sealed(List.of("dev-1", "2026"));
        var altered = new StringBuilder(text);
        int index = at % text.length();
        altered.setCharAt(index, other);

        // The last character carries bits that decode to nothing, so another one may stand for the
        // same bytes.
        if (altered.charAt(index) != text.charAt(index) && index < text.length() - 1) {
            refused(TENANT, QUERY, altered.toString());
        }
    }

    @Test
    void aCursorBelongsToItsTenantAndQuery() {
        var text = sealed(List.of("dev-1"));

        refused(new TenantId("other"), QUERY, text);
        refused(TENANT, QUERY + "&x", text);
    }

    @Test
    void aCursorOfAnotherSecretIsRefused() {
        var text = sealed(List.of("dev-1"));

        assertThatThrownBy(() -> new Cursors("other").open(TENANT, QUERY, PageRequest.of(1, text)))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void garbageIsRefused(String text) {
        refused(TENANT, QUERY, text);
    }

    private void refused(TenantId tenant, String query, String text) {
        assertThatThrownBy(() -> cursors.open(tenant, query, PageRequest.of(1, text)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.code()).isEqualTo("invalid-cursor"));
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        var all = IntStream.range(0, 7).boxed().toList();
        Optional<Cursor> from = Optional.empty();
        String cursor = null;
        var seen = new java.util.ArrayList<Integer>();

        do {
            var request = PageRequest.of(3, cursor);
            from = cursors.open(TENANT, QUERY, request);
            int after = from.map(it -> Integer.parseInt(it.position().getFirst())).orElse(-1);
            var fetched = all.stream().filter(n -> n > after).limit(request.fetch()).toList();
            var page = cursors.page(TENANT, QUERY, request, fetched, n -> Cursor.at(n.toString()));
            seen.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501})
    void aLimitOutOfRangeIsRefused(int limit) {
        assertThatThrownBy(() -> PageRequest.of(limit, null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void withoutALimitThereAreFifty() {
        assertThat(PageRequest.of(null, null).limit()).isEqualTo(50);
    }
}
