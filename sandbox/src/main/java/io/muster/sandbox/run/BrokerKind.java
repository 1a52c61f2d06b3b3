// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.device.MqttVersion;
import io.muster.sandbox.home.MusterHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/** The brokers that a sandbox can run with. */
public enum BrokerKind {
    /** HiveMQ CE, which comes along. */
    EMBEDDED(MqttVersion.V5),
    /**
     * The system's mosquitto, without a hook: for clients that need topics beginning with a dollar
     * sign.
     */
    MOSQUITTO(MqttVersion.V5),
    /**
     * The system's RabbitMQ, which asks acl-service through its HTTP backend. It learned MQTT 5
     * with version 3.13; every version speaks the older one.
     */
    RABBITMQ(MqttVersion.V3_1_1);

    private final MqttVersion mqtt;

    BrokerKind(MqttVersion mqtt) {
        this.mqtt = mqtt;
    }

    /** The broker of the sandbox that runs in this directory. */
    public static BrokerKind of(MusterHome home) throws IOException {
        return valueOf(Files.readString(home.broker()).strip().toUpperCase(Locale.ROOT));
    }

    /** Tells other processes what the sandbox in this directory runs with. */
    void note(MusterHome home) throws IOException {
        Files.writeString(home.broker(), this + "\n");
    }

    /** What simulated devices speak with it. */
    public MqttVersion mqtt() {
        return mqtt;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
