// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import io.muster.platform.topic.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The registered broker. It is tied to one dialect: on another dialect's path it is unknown.
 *
 * @param tenant when set, only this tenant's identities and our services are let in
 */
public record Broker(String id, Dialect dialect, @Nullable TenantId tenant, Rabbit rabbit) {

    /**
     * What only RabbitMQ needs.
     *
     * @param vhost the virtual host of the tenant; every other is refused
     * @param exchange the exchange that MQTT topics are published to
     * @param certificateLogin whether a user without a password is a device whose certificate the
     *     broker has checked
     */
    public record Rabbit(String vhost, String exchange, boolean certificateLogin) {}
}
