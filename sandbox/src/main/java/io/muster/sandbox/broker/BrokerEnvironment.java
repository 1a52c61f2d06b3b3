// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.broker;

import io.muster.sandbox.broker.BrokerOptions.Access.Hook;
import io.muster.sandbox.broker.BrokerOptions.Access.OpenForTests;
import io.muster.sandbox.broker.BrokerOptions.Tls;
import java.util.HashMap;
import java.util.Map;

/**
 * The options as the broker's process reads them: by environment, which other users cannot see,
 * unlike arguments.
 */
final class BrokerEnvironment {

    private BrokerEnvironment() {}

    static Map<String, String> of(BrokerOptions options) {
        var environment = new HashMap<String, String>();
        environment.put("MUSTER_BROKER_DIRECTORY", options.directory().toAbsolutePath().toString());
        environment.put("MUSTER_BROKER_PORT", Integer.toString(options.port()));
        environment.put("MUSTER_BROKER_PERSISTENCE", options.onDisk() ? "disk" : "memory");
        switch (options.access()) {
            case OpenForTests() -> environment.put("MUSTER_BROKER_OPEN_FOR_TESTS", "true");
            case Hook hook -> addHook(environment, hook);
        }
        options.tls().ifPresent(tls -> addTls(environment, tls));
        return environment;
    }

    private static void addHook(Map<String, String> environment, Hook hook) {
        environment.put("MUSTER_BROKER_HOOK_URL", hook.url().toString());
        environment.put("MUSTER_BROKER_HOOK_SECRET", hook.secret());
        environment.put("MUSTER_BROKER_CONTROL_PORT", Integer.toString(hook.controlPort()));
        hook.events().ifPresent(url -> environment.put("MUSTER_BROKER_EVENTS_URL", url.toString()));
    }

    private static void addTls(Map<String, String> environment, Tls tls) {
        environment.put("MUSTER_BROKER_TLS_PORT", Integer.toString(tls.port()));
        environment.put("MUSTER_BROKER_TLS_KEYSTORE", tls.keyStore().toAbsolutePath().toString());
        environment.put("MUSTER_BROKER_TLS_KEYSTORE_PASSWORD", tls.keyStorePassword());
        environment.put(
                "MUSTER_BROKER_TLS_TRUSTSTORE", tls.trustStore().toAbsolutePath().toString());
        environment.put("MUSTER_BROKER_TLS_TRUSTSTORE_PASSWORD", tls.trustStorePassword());
    }
}
