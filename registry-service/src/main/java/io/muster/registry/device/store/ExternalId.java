// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

/** A serial number or the like. */
public record ExternalId(String kind, String value) {}
