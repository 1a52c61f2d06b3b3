// SPDX-License-Identifier: Apache-2.0
/** Where groups are kept. */
@NullMarked
package io.muster.registry.group.store;

import org.jspecify.annotations.NullMarked;
