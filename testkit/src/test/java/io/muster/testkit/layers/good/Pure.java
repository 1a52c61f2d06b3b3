// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit.layers.good;

import java.time.Instant;

/** Uses nothing but the JDK's values. */
public record Pure(String name, Instant at) {}
