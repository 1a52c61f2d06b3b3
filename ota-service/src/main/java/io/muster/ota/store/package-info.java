// SPDX-License-Identifier: Apache-2.0
/**
 * Everything this service keeps in PostgreSQL. The ordinary records (artifacts, keys, releases) are
 * Panache entities that never leave this package; rollouts, waves and jobs, which are moved in bulk
 * and under locks, are plain SQL.
 */
@NullMarked
package io.muster.ota.store;

import org.jspecify.annotations.NullMarked;
