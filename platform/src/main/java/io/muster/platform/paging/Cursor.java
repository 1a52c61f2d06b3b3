// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.paging;

import java.util.List;

/**
 * A place in a sorted list: the values of the sort key of the last item shown, so that the next
 * page is a keyset condition and neither skips nor repeats items when others come and go.
 */
public record Cursor(List<String> position) {

    public Cursor {
        position = List.copyOf(position);
    }

    public static Cursor at(String... position) {
        return new Cursor(List.of(position));
    }
}
