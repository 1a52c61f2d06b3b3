// SPDX-License-Identifier: Apache-2.0
/** Devices that go from one tenant to another, when both want it. */
@NullMarked
package io.muster.registry.transfer;

import org.jspecify.annotations.NullMarked;
