// SPDX-License-Identifier: Apache-2.0
/**
 * Simulated devices: each is a real client of the public interfaces (EST, MQTT 5 over mutual TLS,
 * HTTPS downloads) and shares no code with the services, so what it accepts is evidence about them.
 */
@NullMarked
package io.muster.sandbox.device;

import org.jspecify.annotations.NullMarked;
