// SPDX-License-Identifier: Apache-2.0
/** What brokers tell of the connections of devices, each broker in its own words. */
@NullMarked
package io.muster.registry.broker;

import org.jspecify.annotations.NullMarked;
