// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.HookSecret;
import io.muster.platform.production.Settings;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the broker's registration; what is wrong with it keeps the service from starting. */
@Dependent
class BrokerWiring {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private final AclConfig config;

    BrokerWiring(AclConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    HookSecret secret() {
        return new HookSecret(Settings.required("muster.acl.hook-secret", config.hookSecret()));
    }

    @Produces
    @Singleton
    Broker broker() {
        var told = config.broker();
        var tenant = tenant();
        if (!ID.matcher(told.id()).matches()) {
            throw new IllegalStateException("muster.acl.broker.id must match " + ID.pattern());
        }
        if (told.certificateLogin() && tenant == null) {
            throw new IllegalStateException(
                    "muster.acl.broker.certificate-login needs muster.acl.broker.tenant");
        }
        if (told.certificateLogin() && DeviceId.parse(told.vhost()).isPresent()) {
            throw new IllegalStateException(
                    "muster.acl.broker.vhost must not look like the beginning of a device id, or"
                            + " RabbitMQ takes what follows a colon in a certificate's name for the"
                            + " user: begin it with a slash");
        }
        return new Broker(
                told.id(),
                told.dialect(),
                tenant,
                new Broker.Rabbit(told.vhost(), told.exchange(), told.certificateLogin()));
    }

    private @Nullable TenantId tenant() {
        return config.broker()
                .tenant()
                .map(name ->
                        TenantId.parse(name)
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "muster.acl.broker.tenant is not a"
                                                        + " tenant id")))
                .orElse(null);
    }
}
