// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who is told of the connections of devices.
 *
 * @param url registry-service's hook for this broker
 * @param secret what proves this broker there
 * @param authorities a PEM file with the authorities that its certificate may come from
 */
public record EventSettings(URI url, Secret secret, Optional<Path> authorities) {}
