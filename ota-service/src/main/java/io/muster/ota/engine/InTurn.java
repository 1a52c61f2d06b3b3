// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Statements on one connection, one after the other. */
final class InTurn {

    private InTurn() {}

    static <T> Uni<Void> forEach(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .ignoreAsUni();
    }
}
