// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Work that is done some at a time, such as deleting what is old. */
public final class Batches {

    private Batches() {}

    /**
     * Does batch after batch until one is not full: what is due is done however fast it came.
     *
     * @param full how many are done at once
     * @param batch answers how many were done
     */
    public static Uni<Void> untilNotFull(
            int full, BooleanSupplier stopped, Supplier<Uni<Integer>> batch) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch.get())
                .whilst(done -> done >= full && !stopped.getAsBoolean())
                .onItem()
                .ignoreAsUni();
    }
}
