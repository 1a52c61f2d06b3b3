// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.service.BrokerHook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * RabbitMQ's files; everything is on loopback.
 *
 * @param open whether everybody may do everything; otherwise acl-service is asked about each client
 */
record RabbitMqConfiguration(
        MusterHome home, Ports ports, Secrets secrets, ServerPki pki, boolean open) {

    private static final String GUEST = "guest";

    /**
     * The user with whom acl-service closes connections. It is RabbitMQ's own, may touch no queue
     * and no exchange, and its name is one that no device can have: with a certificate, RabbitMQ
     * asks for no password.
     */
    static final String CONTROL_USER = "~control";

    private static final String PLUGINS =
            "[rabbitmq_mqtt,rabbitmq_auth_backend_http,rabbitmq_auth_mechanism_ssl,rabbitmq_management].\n";

    /**
     * A device id may have a colon. RabbitMQ would take what is before it for a virtual host and
     * the rest for the user, and can only be told not to in this file.
     */
    private static final String ADVANCED =
            "[{rabbitmq_mqtt, [{ignore_colons_in_username, true}]}].\n";

    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("advanced.config"), ADVANCED);
        Files.writeString(directory.resolve("enabled_plugins"), PLUGINS);
        PrivateFiles.write(
                directory.resolve("rabbitmq.conf"), content().getBytes(StandardCharsets.UTF_8));
    }

    private String content() {
        return listeners() + (open ? guests() : hook() + control());
    }

    private String listeners() {
        return """
        listeners.tcp = none
        mqtt.listeners.tcp.1 = %1$s:%2$d
        mqtt.listeners.ssl.1 = %1$s:%3$d
        mqtt.allow_anonymous = %7$b
        # Unconfirmed messages to one subscriber; the default of 10 makes services wait for round trips.
        mqtt.prefetch = 1000
        mqtt.ssl_cert_login = true
        ssl_cert_login_from = common_name
        ssl_options.cacertfile = %4$s
        ssl_options.certfile = %5$s
        ssl_options.keyfile = %6$s
        ssl_options.verify = verify_peer
        ssl_options.fail_if_no_peer_cert = false
        """
                .formatted(
                        LoopbackPort.HOST,
                        ports.mqtt(),
                        ports.mqtts(),
                        home.deviceCa(),
                        pki.certificate(),
                        pki.key(),
                        open);
    }

    /** A client without a name is this user. */
    private String guests() {
        return """
        default_user = %1$s
        default_pass = %2$s
        mqtt.default_user = %1$s
        mqtt.default_pass = %2$s
        """
                .formatted(GUEST, secrets.hook());
    }

    private String hook() {
        var base =
                "http://%s:%d/hooks/%s/%s/rabbitmq"
                        .formatted(
                                LoopbackPort.HOST,
                                ports.acl(),
                                BrokerHook.BROKER_ID,
                                secrets.hook());
        return """
        auth_backends.1 = http
        auth_http.http_method = post
        auth_http.user_path = %1$s/user
        auth_http.vhost_path = %1$s/vhost
        auth_http.resource_path = %1$s/resource
        auth_http.topic_path = %1$s/topic
        """
                .formatted(base);
    }

    private String control() {
        return """
        auth_backends.2 = internal
        default_user = %s
        default_pass = %s
        default_permissions.configure = ^$
        default_permissions.read = ^$
        default_permissions.write = ^$
        management.tcp.ip = %s
        management.tcp.port = %d
        management.disable_stats = false
        """
                .formatted(CONTROL_USER, secrets.hook(), LoopbackPort.HOST, ports.control());
    }
}
