// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

/** A row as it was sent. */
public record BulkRow(long number, String body) {}
