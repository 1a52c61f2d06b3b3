// SPDX-License-Identifier: Apache-2.0
/** Devices, their certificates and what names them, as values without I/O. */
@NullMarked
package io.muster.registry.identity;

import org.jspecify.annotations.NullMarked;
