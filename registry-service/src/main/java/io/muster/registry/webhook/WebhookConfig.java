// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are sent to webhooks. */
@ConfigMapping(prefix = "muster.webhooks")
interface WebhookConfig {

    /** Seals the secrets of webhooks; with another key they are not to be read any more. */
    @WithDefault("${muster.service.client-secret}")
    String key();

    /** Private networks that webhooks may be in all the same, in CIDR notation. */
    Optional<List<String>> allowedNetworks();

    /** Whether addresses may be plain HTTP. */
    @WithDefault("false")
    boolean allowHttp();

    /** How long an answer may take, from the connection on. */
    @WithDefault("10S")
    Duration timeout();

    /** The wait after the first failure; it doubles with each further one, up to an hour. */
    @WithDefault("5S")
    Duration firstRetry();

    /** How often a delivery is tried. */
    @WithDefault("12")
    int attempts();

    /** After how many failures in a row, of whatever deliveries, a webhook is disabled. */
    @WithDefault("50")
    int disableAfter();

    /** How long deliveries are shown. */
    @WithDefault("7D")
    Duration kept();

    /** As many webhooks as a tenant may have. */
    @WithDefault("20")
    int most();
}
