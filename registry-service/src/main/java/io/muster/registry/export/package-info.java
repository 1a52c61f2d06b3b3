// SPDX-License-Identifier: Apache-2.0
/** The registry of a tenant as a file. */
@NullMarked
package io.muster.registry.export;

import org.jspecify.annotations.NullMarked;
