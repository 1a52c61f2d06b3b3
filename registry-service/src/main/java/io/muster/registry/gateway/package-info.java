// SPDX-License-Identifier: Apache-2.0
/** Gateways, and the devices that reach the broker through them. */
@NullMarked
package io.muster.registry.gateway;

import org.jspecify.annotations.NullMarked;
