// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import io.muster.broker.BrokerSettings.Tls;

/** The broker's {@code config.xml}: loopback only, and every limit that matters set on purpose. */
final class HiveMqConfiguration {

    /** The names that the hook hears for the listeners. */
    static final String PLAIN_LISTENER = "mqtt";

    static final String TLS_LISTENER = "mqtts";

    /**
     * A crowd of devices that come back at once on two cores needs longer than the default 10 s.
     */
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 30_000;

    /**
     * HiveMQ keeps 1,000 messages for an offline session by default and silently drops the rest. A
     * service that is down for minutes must find everything that was acknowledged to devices
     * meanwhile.
     */
    private static final int MAX_QUEUED_MESSAGES = 1_000_000;

    /**
     * HiveMQ lets a client have 10 unconfirmed publishes by default, which makes a service that
     * answers many devices wait for round trips.
     */
    private static final int SERVER_RECEIVE_MAXIMUM = 1_024;

    /**
     * The largest documents of devices are well below; the default is 256 MB, which one client
     * could use up.
     */
    private static final int MAX_PACKET_BYTES = 1_048_576;

    private static final int MAX_CLIENT_ID_LENGTH = 256;
    private static final int MAX_TOPIC_LENGTH = 1_024;

    private HiveMqConfiguration() {}

    static String of(BrokerSettings settings) {
        return """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tcp-listener>
              <port>%d</port><bind-address>127.0.0.1</bind-address><name>%s</name>
            </tcp-listener>%s
          </listeners>
          <mqtt>
            <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard</strategy></queued-messages>
            <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
            <packets><max-packet-size>%d</max-packet-size></packets>
          </mqtt>
          <restrictions>
            <max-client-id-length>%d</max-client-id-length>
            <max-topic-length>%d</max-topic-length>
          </restrictions>
          <security>
            <utf8-validation><enabled>true</enabled></utf8-validation>
            <allow-empty-client-id><enabled>false</enabled></allow-empty-client-id>
          </security>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
          <persistence><mode>%s</mode></persistence>
        </hivemq>
        """
                .formatted(
                        settings.port(),
                        PLAIN_LISTENER,
                        settings.tls().map(HiveMqConfiguration::tls).orElse(""),
                        MAX_QUEUED_MESSAGES,
                        SERVER_RECEIVE_MAXIMUM,
                        MAX_PACKET_BYTES,
                        MAX_CLIENT_ID_LENGTH,
                        MAX_TOPIC_LENGTH,
                        settings.onDisk() ? "file" : "in-memory");
    }

    /**
     * Certificates are asked for, not insisted on: clients with a token come here too, and the hook
     * tells them apart.
     */
    private static String tls(Tls tls) {
        return """

        <tls-tcp-listener>
          <port>%d</port><bind-address>127.0.0.1</bind-address><name>%s</name>
          <tls>
            <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
            <truststore><path>%s</path><password>%s</password></truststore>
            <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
            <handshake-timeout>%d</handshake-timeout>
            <client-authentication-mode>OPTIONAL</client-authentication-mode>
          </tls>
        </tls-tcp-listener>\
        """
                .formatted(
                        tls.port(),
                        TLS_LISTENER,
                        escape(tls.keyStore().toString()),
                        escape(tls.keyStorePassword()),
                        escape(tls.keyStorePassword()),
                        escape(tls.trustStore().toString()),
                        escape(tls.trustStorePassword()),
                        HANDSHAKE_TIMEOUT_MILLIS);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
