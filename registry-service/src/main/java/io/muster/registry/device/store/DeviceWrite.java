// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.identity.DeviceDescription;

/** What is to be said of a device from now on. */
public record DeviceWrite(DeviceId device, DeviceDescription description) {}
