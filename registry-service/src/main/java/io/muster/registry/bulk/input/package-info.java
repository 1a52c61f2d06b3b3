// SPDX-License-Identifier: Apache-2.0
/** Files of rows: how they are taken apart and put together. Knows nothing of devices. */
@NullMarked
package io.muster.registry.bulk.input;

import org.jspecify.annotations.NullMarked;
