// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.iot.client.AWSIotDevice;
import com.amazonaws.services.iot.client.AWSIotDeviceErrorCode;
import com.amazonaws.services.iot.client.AWSIotDeviceProperty;
import com.amazonaws.services.iot.client.AWSIotException;
import com.amazonaws.services.iot.client.AWSIotMqttClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/** AWS IoT's first SDK for Java, as it is, over mosquitto with mutual TLS. */
@QuarkusTest
@TestProfile(AliasProfile.OnMosquitto.class)
@Tag("interop")
class AwsJavaSdk1QuarkusTest {

    private static final long PATIENCE = 10_000;

    @BeforeAll
    static void requireMosquitto() {
        Mosquitto.require();
    }

    /** A device whose shadow the SDK keeps. */
    public static final class Lamp extends AWSIotDevice {

        private final AtomicReference<String> led = new AtomicReference<>("off");

        @AWSIotDeviceProperty private String light;

        Lamp(String thing) {
            super(thing);
        }

        public String getLight() {
            return led.get();
        }

        public void setLight(String wanted) {
            led.set(wanted);
        }
    }

    private static AWSIotMqttClient connected(RealThing thing) throws Exception {
        AliasReady.await();
        var client = new AWSIotMqttClient("localhost", thing.id(), thing.sockets(), thing.port());
        client.setConnectionTimeout((int) PATIENCE);
        return client;
    }

    @Test
    void case45ADeviceReportsAndIsToldWhatIsWanted() throws Exception {
        var thing = RealThing.make();
        var lamp = new Lamp(thing.id());
        lamp.setReportInterval(500);
        var client = connected(thing);
        client.attach(lamp);
        client.connect(PATIENCE);
        try {
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .ignoreException(ResourceNotFoundException.class) // until its first report
                    .untilAsserted(() ->
                            assertThat(DataPlane.state(thing.id()))
                                    .isEqualTo("{\"reported\":{\"light\":\"off\"}}"));

            DataPlane.update(thing.id(), "{\"state\":{\"desired\":{\"light\":\"on\"}}}");

            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() ->
                            assertThat(DataPlane.state(thing.id()))
                                    .isEqualTo(
                                            "{\"desired\":{\"light\":\"on\"},\"reported\":{\"light\":\"on\"}}"));
            assertThat(lamp.getLight()).isEqualTo("on");
        } finally {
            client.disconnect(PATIENCE);
        }
    }

    @Test
    void case45GetUpdateAndDelete() throws Exception {
        var thing = RealThing.make();
        var device = new AWSIotDevice(thing.id());
        var client = connected(thing);
        client.attach(device);
        client.connect(PATIENCE);
        try {
            assertThatThrownBy(() -> device.get(PATIENCE))
                    .isInstanceOfSatisfying(
                            AWSIotException.class,
                            e ->
                                    assertThat(e.getErrorCode())
                                            .isEqualTo(AWSIotDeviceErrorCode.NOT_FOUND));
            device.update("{\"state\":{\"reported\":{\"a\":1}}}", PATIENCE);
            assertThat(device.get(PATIENCE)).contains("\"reported\":{\"a\":1}");
            device.delete(PATIENCE);
            device.update("{\"state\":{\"reported\":{\"a\":2}}}", PATIENCE);
            assertThat(device.get(PATIENCE)).contains("\"version\":3");
        } finally {
            client.disconnect(PATIENCE);
        }
    }
}
