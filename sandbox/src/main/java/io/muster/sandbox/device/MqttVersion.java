// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/** The versions of MQTT that simulated devices speak; a device speaks the one its broker does. */
public enum MqttVersion {
    V3_1_1,
    V5
}
