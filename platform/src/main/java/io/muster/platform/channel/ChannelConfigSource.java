// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns a channel's {@code inflight} into the {@code concurrency} that Reactive Messaging reads.
 *
 * <p>By itself an {@code @Incoming} method is called for one message after the other: one commit at
 * a time. With {@code concurrency} the framework makes that many copies of the channel and calls
 * the same method for each, which are our lanes. It reads the key from the channel alone, so
 * without this source every channel of every service would have to repeat it.
 */
public final class ChannelConfigSource implements ConfigSourceFactory {

    private static final String PREFIX = "mp.messaging.incoming.";
    private static final String CONNECTOR = ".connector";
    private static final String DEFAULT_INFLIGHT = "64";
    private static final int BELOW_ALL_OTHERS = 10;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> concurrency = new HashMap<>();
        context.iterateNames()
                .forEachRemaining(name -> {
                    if (names(context, name)) {
                        var channel = name.substring(0, name.length() - CONNECTOR.length());
                        concurrency.put(channel + ".concurrency", inflight(context, channel));
                    }
                });
        return List.of(
                new PropertiesConfigSource(concurrency, "muster-channels", BELOW_ALL_OTHERS));
    }

    private static boolean names(ConfigSourceContext context, String name) {
        return name.startsWith(PREFIX)
                && name.endsWith(CONNECTOR)
                && MqttConnector.NAME.equals(context.getValue(name).getValue());
    }

    private static String inflight(ConfigSourceContext context, String channel) {
        return Optional.ofNullable(context.getValue(channel + ".inflight").getValue())
                .orElse(DEFAULT_INFLIGHT);
    }
}
