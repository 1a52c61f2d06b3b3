// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.fleet;

/**
 * What a device of the fleet wants to do.
 *
 * @param group the device's only one: its site
 * @param topic a name when it publishes, a filter when it subscribes
 */
public record Question(String device, String group, Act act, String topic, String ip, int qos) {}
