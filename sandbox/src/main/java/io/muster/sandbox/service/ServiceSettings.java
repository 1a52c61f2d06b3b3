// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.service;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.pki.ServerPki;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the sandbox tells a service about its neighbours, as the environment of its process. */
public record ServiceSettings(
        MusterHome home, Ports ports, Secrets secrets, ServerPki pki, BrokerHook hook) {

    /** The environment of one service. */
    public Map<String, String> environment(MusterService service) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(service)));
        // People read these logs, and the sandbox asks for the health of services that are still
        // starting.
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", http(ports.oidc()));
        environment.put("MUSTER_SERVICE_CLIENT_ID", service.fullName());
        environment.put("MUSTER_SERVICE_CLIENT_SECRET", secrets.services());
        environment.put("MUSTER_MQTT_HOST", LoopbackPort.HOST);
        environment.put("MUSTER_MQTT_PORT", Integer.toString(ports.mqtt()));
        environment.putAll(hook.topics().environment());
        environment.put("MUSTER_REGISTRY_URL", http(ports.registry()));
        addDatabase(environment, service);
        switch (service) {
            case REGISTRY -> addRegistry(environment);
            case ACL -> addAcl(environment);
            case OTA -> addOta(environment);
            case SHADOW -> environment.putAll(hook.topics().shadow());
        }
        return environment;
    }

    private void addDatabase(Map<String, String> environment, MusterService service) {
        var url = "postgresql://" + LoopbackPort.HOST + ":" + ports.postgres() + "/muster";
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", url);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + url);
        environment.put("QUARKUS_DATASOURCE_USERNAME", service.id() + "_service");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.database());
    }

    private void addRegistry(Map<String, String> environment) {
        environment.put("MUSTER_EST_HOST", LoopbackPort.HOST);
        environment.put("MUSTER_EST_PORT", Integer.toString(ports.est()));
        environment.put("MUSTER_EST_CERTIFICATE", pki.certificate().toString());
        environment.put("MUSTER_EST_KEY", pki.key().toString());
        environment.put("MUSTER_CA_KEYSTORE", home.data().resolve("device-ca.p12").toString());
        environment.put("MUSTER_CA_PASSWORD", secrets.ca());
        environment.putAll(hook.presence(secrets.hook()));
    }

    private void addAcl(Map<String, String> environment) {
        environment.putAll(hook.environment(secrets.hook()));
    }

    private void addOta(Map<String, String> environment) {
        environment.put("MUSTER_OTA_PUBLIC_URL", http(ports.ota()));
        environment.put("MUSTER_OTA_DOWNLOAD_SECRET", secrets.download());
        environment.put(
                "MUSTER_OTA_ARTIFACTS_DIRECTORY", home.data().resolve("artifacts").toString());
        environment.put("MUSTER_OTA_SIGNING_KEYS", home.signingKeys().toString());
    }

    /** The service's port. */
    public int port(MusterService service) {
        return switch (service) {
            case REGISTRY -> ports.registry();
            case ACL -> ports.acl();
            case SHADOW -> ports.shadow();
            case OTA -> ports.ota();
        };
    }

    /** The service's address. */
    public URI url(MusterService service) {
        return URI.create(http(port(service)));
    }

    private static String http(int port) {
        return "http://" + LoopbackPort.HOST + ":" + port;
    }
}
