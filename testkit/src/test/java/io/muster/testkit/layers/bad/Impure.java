// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit.layers.bad;

import java.sql.Connection;

/** Knows the database. */
public record Impure(Connection connection) {}
