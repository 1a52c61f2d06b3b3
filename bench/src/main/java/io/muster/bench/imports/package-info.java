// SPDX-License-Identifier: Apache-2.0
/** {@code bench import}: registry-service takes in a file of devices. */
@NullMarked
package io.muster.bench.imports;

import org.jspecify.annotations.NullMarked;
