// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import io.muster.acl.hivemq.settings.AclSettings;
import io.muster.acl.hivemq.settings.ControlSettings;
import io.muster.acl.hivemq.settings.EventSettings;
import io.muster.acl.hivemq.settings.HookSettings;
import io.muster.acl.hivemq.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says about this broker.
 *
 * @param directory for configuration and data
 * @param port of the plain listener
 * @param onDisk whether sessions and queued messages outlive the process
 * @param access who decides; absent only in tests that ask for an open broker
 * @param tls the TLS listener, if there is one
 */
record BrokerSettings(
        Path directory, int port, boolean onDisk, Optional<AclSettings> access, Optional<Tls> tls) {

    record Tls(
            int port,
            Path keyStore,
            String keyStorePassword,
            Path trustStore,
            String trustStorePassword) {

        @Override
        public String toString() {
            return "Tls[" + port + "]";
        }
    }

    private static final String PREFIX = "MUSTER_BROKER_";
    private static final String TLS_PORT = "TLS_PORT";

    static BrokerSettings of(Map<String, String> environment) {
        var values = new Values(environment);
        return new BrokerSettings(
                Path.of(values.required("DIRECTORY")),
                values.port("PORT"),
                values.required("PERSISTENCE").equals("disk"),
                access(values),
                values.find(TLS_PORT).map(port -> tls(values)));
    }

    /** Without a hook nobody decides, so that has to be said in so many words. */
    private static Optional<AclSettings> access(Values values) {
        if (values.find("OPEN_FOR_TESTS").filter("true"::equals).isPresent()) {
            return Optional.empty();
        }
        var secret = new Secret(values.required("HOOK_SECRET"));
        var control =
                new ControlSettings(ControlSettings.LOOPBACK, values.port("CONTROL_PORT"), secret);
        var hook = HookSettings.of(URI.create(values.required("HOOK_URL")), secret);
        var events =
                values.find("EVENTS_URL")
                        .map(url -> new EventSettings(URI.create(url), secret, Optional.empty()));
        return Optional.of(new AclSettings(hook, Optional.of(control), events));
    }

    private static Tls tls(Values values) {
        return new Tls(
                values.port(TLS_PORT),
                Path.of(values.required("TLS_KEYSTORE")),
                values.required("TLS_KEYSTORE_PASSWORD"),
                Path.of(values.required("TLS_TRUSTSTORE")),
                values.required("TLS_TRUSTSTORE_PASSWORD"));
    }

    private record Values(Map<String, String> environment) {

        Optional<String> find(String name) {
            return Optional.ofNullable(environment.get(PREFIX + name))
                    .filter(value -> !value.isBlank());
        }

        String required(String name) {
            return find(name)
                    .orElseThrow(() -> new IllegalArgumentException(PREFIX + name + " is not set"));
        }

        int port(String name) {
            return Integer.parseInt(required(name));
        }
    }
}
