// SPDX-License-Identifier: Apache-2.0
/** Devices of a tenant and their life, from created to retired. */
@NullMarked
package io.muster.registry.device;

import org.jspecify.annotations.NullMarked;
