// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import java.time.Duration;
import java.util.Map;

/**
 * What can be chosen of a dialect; each looks at what concerns it.
 *
 * @param exchange the exchange that MQTT topics are published to (RabbitMQ)
 * @param certificateLogin whether a name without a password is one that the broker took from a
 *     certificate that it has checked
 * @param responses how yes and no are told (mosquitto-go-auth)
 * @param cache how long the broker may keep an allow; zero for not at all
 * @param preload whether rights are sent ahead with the login (EMQX)
 * @param commaTopics whether topics with a comma may be published to (NanoMQ)
 * @param sealedNames whether the client's user name becomes our session id (VerneMQ)
 * @param fields what the user's template calls a field of ours, where it is something else
 */
public record Traits(
        String exchange,
        boolean certificateLogin,
        ResponseMode responses,
        Duration cache,
        boolean preload,
        boolean commaTopics,
        boolean sealedNames,
        Map<String, String> fields) {

    public Traits {
        fields = Map.copyOf(fields);
    }
}
