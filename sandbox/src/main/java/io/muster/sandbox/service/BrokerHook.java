// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.service;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How acl-service and a broker meet.
 *
 * @param dialect in which the broker asks
 * @param control where acl-service has the broker end sessions; absent where the broker cannot
 * @param login for the control, where the hook's secret is not enough
 * @param topics how the broker treats the services' topics
 * @param tenant whose certificates the broker lets in by their name alone, where it cannot pass
 *     them on
 */
public record BrokerHook(
        String dialect,
        Optional<URI> control,
        Optional<Login> login,
        Optional<String> tenant,
        Topics topics) {

    /** The broker's name in the paths of the hook. */
    public static final String BROKER_ID = "sandbox";

    private static final String PREFIX = "MUSTER_ACL_BROKERS__SANDBOX__";
    private static final String PRESENCE = "MUSTER_PRESENCE_BROKERS__SANDBOX__";

    /**
     * What services have to know about a broker's topics.
     *
     * @param sharedSubscriptions whether the services share them among their replicas
     * @param dotsAreSlashes whether the broker makes no difference between the two
     * @param awsPrefix what the topics of AWS IoT begin with; absent where nobody uses them
     */
    public record Topics(
            boolean sharedSubscriptions, boolean dotsAreSlashes, Optional<String> awsPrefix) {

        Map<String, String> environment() {
            return Map.of(
                    "MUSTER_MQTT_SHARED_SUBSCRIPTIONS",
                    Boolean.toString(sharedSubscriptions),
                    "MUSTER_MQTT_DOTS_ARE_SLASHES",
                    Boolean.toString(dotsAreSlashes));
        }

        Map<String, String> shadow() {
            return awsPrefix
                    .map(prefix ->
                            Map.of(
                                    "MUSTER_SHADOW_ALIAS_ENABLED",
                                    "true",
                                    "MUSTER_SHADOW_ALIAS_PREFIX",
                                    prefix))
                    .orElse(Map.of());
        }
    }

    /** A user of the broker's own management. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * registry-service's settings for this broker, as environment: HiveMQ calls, and tells whose
     * device acl-service found a client to be; RabbitMQ is asked by its management API.
     */
    Map<String, String> presence(String secret) {
        if (control.isEmpty()) {
            return Map.of(); // Mosquitto does not tell.
        }
        var environment = new LinkedHashMap<String, String>();
        environment.put(PRESENCE + "DIALECT", dialect);
        environment.put(PRESENCE + "TENANT", tenant.orElse("*"));
        if (login.isEmpty()) {
            environment.put(PRESENCE + "HOOK_SECRET", secret);
        }
        login.ifPresent(user -> {
            environment.put(PRESENCE + "URL", control.orElseThrow().toString());
            environment.put(PRESENCE + "USER", user.user());
            environment.put(PRESENCE + "PASSWORD", user.password());
            environment.put(PRESENCE + "EVERY", "2S");
        });
        return environment;
    }

    /** acl-service's settings for this broker, as environment. */
    Map<String, String> environment(String secret) {
        var environment = new LinkedHashMap<String, String>();
        environment.put(PREFIX + "DIALECT", dialect);
        environment.put(PREFIX + "HOOK_SECRET", secret);
        control.ifPresent(url -> environment.put(PREFIX + "CONTROL_URL", url.toString()));
        login.ifPresent(user -> {
            environment.put(PREFIX + "CONTROL_USER", user.user());
            environment.put(PREFIX + "CONTROL_PASSWORD", user.password());
        });
        tenant.ifPresent(name -> {
            environment.put(PREFIX + "TENANT", name);
            environment.put(PREFIX + "CERTIFICATE_LOGIN", "true");
        });
        return environment;
    }
}
