// SPDX-License-Identifier: Apache-2.0
/** The devices, as the registry tells of them. */
@NullMarked
package io.muster.ota.device;

import org.jspecify.annotations.NullMarked;
