// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.registry.identity.DeviceIdentity;

/** A connection of a device that its broker told of, and whose end it has not told. */
public record OpenConnection(DeviceIdentity device, BrokerEvent.Connection connection) {}
