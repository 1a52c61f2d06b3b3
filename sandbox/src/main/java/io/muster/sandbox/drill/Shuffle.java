// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a network makes of messages that are repeated until they are confirmed. */
final class Shuffle {

    private static final int WINDOW = 20;
    private static final int MOST_COPIES = 3;

    private Shuffle() {}

    /** Each item one to three times, and each copy at most some places too early. */
    static <T> List<T> of(List<T> items, RandomGenerator random) {
        var copies = new ArrayList<T>();
        for (var item : items) {
            copies.addAll(Collections.nCopies(1 + random.nextInt(MOST_COPIES), item));
        }
        for (int i = 0; i < copies.size(); i++) {
            int window = Math.min(WINDOW, copies.size() - i);
            Collections.swap(copies, i, i + random.nextInt(window));
        }
        return copies;
    }
}
