// SPDX-License-Identifier: Apache-2.0
/** What comes in over MQTT: the requests of devices, and the news that a device is back. */
@NullMarked
package io.muster.shadow.update;

import org.jspecify.annotations.NullMarked;
