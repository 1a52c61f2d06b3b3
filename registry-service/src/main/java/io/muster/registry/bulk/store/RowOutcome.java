// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import java.util.Optional;

/**
 * What became of a row.
 *
 * @param device empty when the row names none
 * @param failure present exactly when the result is FAILED
 * @param answer what a job answers to the row besides, as JSON
 */
public record RowOutcome(
        long row,
        RowResult result,
        Optional<String> device,
        Optional<Failure> failure,
        Optional<String> answer) {

    /**
     * Why a row failed.
     *
     * @param code stable, for programs
     * @param pointer where in the row, as a JSON Pointer
     */
    public record Failure(String code, String pointer, String message) {}

    /** A row that went well. */
    public static RowOutcome of(long row, RowResult result, String device) {
        return new RowOutcome(row, result, Optional.of(device), Optional.empty(), Optional.empty());
    }

    /** A row that failed. */
    public static RowOutcome failed(long row, Optional<String> device, Failure failure) {
        return new RowOutcome(
                row, RowResult.FAILED, device, Optional.of(failure), Optional.empty());
    }

    /** The same with an answer. */
    public RowOutcome with(String json) {
        return new RowOutcome(row, result, device, failure, Optional.of(json));
    }
}
