// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What follows from policies that come from files: the service stands alone. It then follows no
 * registry, and the secrets that it would show to others need be nobody's; operators are believed
 * who have a token of the issuer that clients have theirs of. Each of these can be set otherwise.
 */
public final class AloneConfigSource implements ConfigSourceFactory {

    private static final String DIR = "muster.acl.policies.dir";
    private static final String ISSUER = "muster.acl.token.address";

    /** Above the defaults in application.properties, below the environment. */
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return find(context, DIR).isEmpty() ? List.of() : List.of(alone(context));
    }

    private static ConfigSource alone(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        settings.put("muster.acl.fleet.enabled", "false");
        settings.put("muster.service.client-secret", UUID.randomUUID().toString());
        settings.put("quarkus.datasource.password", UUID.randomUUID().toString());
        find(context, ISSUER)
                .ifPresent(issuer -> settings.put("quarkus.oidc.auth-server-url", issuer));
        return new PropertiesConfigSource(settings, "muster-alone", ORDINAL);
    }

    private static Optional<String> find(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name).getValue()).filter(it -> !it.isEmpty());
    }
}
