// SPDX-License-Identifier: Apache-2.0
/** Groups of devices: who is in them by hand, and who by what is known of the device. */
@NullMarked
package io.muster.registry.group;

import org.jspecify.annotations.NullMarked;
