// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static io.muster.shadow.alias.AwsThing.bytes;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.testkit.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who hears what on AWS IoT's topics, and that all faces show one shadow, over whatever broker. */
abstract class AliasTopicContract {

    AwsThing thing;

    @BeforeEach
    void connect() {
        AliasReady.await();
        thing = AwsThing.connect();
    }

    @AfterEach
    void disconnect() {
        thing.close();
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTokens.of("operator"));
    }

    private Response post(String body) {
        return operator()
                .contentType("application/octet-stream")
                .body(bytes(body))
                .post("/things/{thing}/shadow", thing.id());
    }

    @Test
    void case39AnUpdateOverRestIsTold() {
        post("{'state':{'desired':{'led':'on'}},'clientToken':'r'}")
                .then()
                .statusCode(200)
                .body("version", equalTo(1));

        var delta = thing.next();
        var accepted = thing.next();
        var documents = thing.next();
        assertThat(delta.topic()).isEqualTo("update/delta");
        assertThat(delta.content().at("/state/led").asText()).isEqualTo("on");
        assertThat(accepted.topic()).isEqualTo("update/accepted");
        assertThat(accepted.content().get("clientToken").asText()).isEqualTo("r");
        assertThat(documents.topic()).isEqualTo("update/documents");
        assertThat(documents.content().has("previous")).isFalse();

        post("{'state':{},'version':7}")
                .then()
                .statusCode(409)
                .header("x-amzn-errortype", "ConflictException");
        thing.hearsNothing();
    }

    @Test
    void case39AWishOverOurOwnApiIsTold() {
        operator()
                .contentType("application/merge-patch+json")
                .body(bytes("{'desired':{'led':'on','old':null}}"))
                .patch("/api/v1/devices/{id}/shadows/default", thing.id())
                .then()
                .statusCode(200);

        assertThat(thing.next().topic()).isEqualTo("update/delta");
        var accepted = thing.next();
        assertThat(accepted.topic()).isEqualTo("update/accepted");
        assertThat(accepted.shown()).startsWith("{'state':{'desired':{'led':'on'}},'metadata':");
        assertThat(thing.next().topic()).isEqualTo("update/documents");

        operator()
                .delete("/api/v1/devices/{id}/shadows/default", thing.id())
                .then()
                .statusCode(204);
        var deleted = thing.next();
        assertThat(deleted.topic()).isEqualTo("delete/accepted");
        assertThat(deleted.content().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void case39WhatAThingSaysOnOneFaceShowsOnTheOther() {
        var own = "d/default/" + thing.id() + "/shadow/default/";
        thing.listen(own + "+");
        thing.listen(own + "update/+");
        thing.desired("{'led':'on'}");
        var onOurs = thing.next();
        assertThat(onOurs.topic()).isEqualTo(own + "delta");
        assertThat(onOurs.content().at("/set/led").asText()).isEqualTo("on");

        thing.publish(
                own + "update", bytes("{'state':{'reported':{'led':'on'}},'clientToken':'n'}"));

        assertThat(thing.next().topic()).isEqualTo(own + "update");
        assertThat(thing.next().topic()).isEqualTo(own + "update/accepted");
        var accepted = thing.next();
        assertThat(accepted.topic()).isEqualTo("update/accepted");
        assertThat(accepted.content().get("version").asInt()).isEqualTo(2);
        assertThat(accepted.content().get("clientToken").asText()).isEqualTo("n");
        assertThat(thing.next().topic()).isEqualTo("update/documents");
        assertThat(thing.state()).isEqualTo("{'desired':{'led':'on'},'reported':{'led':'on'}}");
    }

    @Test
    void case40TheDeltaComesFirst() {
        // The order and the versions of each update are looked at in updated().
        var reply = thing.updated("{'state':{'desired':{'a':1}},'clientToken':'t'}");

        assertThat(reply.deltas()).hasSize(1);
        assertThat(reply.deltas().getFirst().content().get("clientToken").asText()).isEqualTo("t");
        var second = thing.updated("{'state':{'reported':{'b':1}}}");
        assertThat(second.deltas().getFirst().content().get("version").asInt()).isEqualTo(2);
        assertThat(second.deltas().getFirst().content().has("clientToken")).isFalse();
    }

    @Test
    void case41NamedShadowsAreIndependent() {
        thing.updated("{'state':{'reported':{'a':1}}}");
        thing.updated("name/cfg/", "{'state':{'reported':{'b':1}}}");
        thing.updated("name/cfg/", "{'state':{'reported':{'b':2}}}");
        thing.updated("name/abc/", "{'state':{'desired':{'c':1}}}");
        thing.updated("name/gone/", "{'state':{}}");
        thing.ask("name/gone/delete", "");

        assertThat(thing.version()).isEqualTo(1);
        var named = thing.ask("name/cfg/get", "").content();
        assertThat(named.get("version").asInt()).isEqualTo(2);
        assertThat(thing.ask("name/none/get", "").refusal())
                .isEqualTo("404 No shadow exists with name: 'none'");
        assertThat(list("").path("results").toString()).isEqualTo("[abc, cfg]");
        var first = list("?pageSize=1");
        assertThat(first.path("results").toString()).isEqualTo("[abc]");
        var second = list("?pageSize=1&nextToken=" + first.path("nextToken"));
        assertThat(second.path("results").toString()).isEqualTo("[cfg]");
        assertThat(second.<String>path("nextToken")).isNull();
    }

    private Response list(String query) {
        return operator()
                .urlEncodingEnabled(false)
                .get("/api/things/shadow/ListNamedShadowsForThing/" + thing.id() + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "x"})
    void case41APageHasABound(String size) {
        list("?pageSize=" + size)
                .then()
                .statusCode(400)
                .header("x-amzn-errortype", "InvalidRequestException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name/default/", "name/a.b/", "name//"})
    void case41OtherNamesAreRefused(String name) {
        var reply = thing.ask(name + "update", "{'state':{},'clientToken':'t'}");

        assertThat(reply.refusal()).isEqualTo("400 Invalid request");
        assertThat(reply.content().get("clientToken").asText()).isEqualTo("t");
    }

    @Test
    void case42AnAnswerOfSomebodyElseIsIgnored() {
        for (var topic : new String[] {"update/accepted", "update/delta", "update/documents"}) {
            thing.send(topic, bytes("{'state':{'reported':{'forged':true}}}"));
            assertThat(thing.next().topic()).isEqualTo(topic);
        }

        assertThat(thing.ask("get", "").refusal())
                .isEqualTo("404 No shadow exists with name: '" + thing.id() + "'");
    }

    @Test
    void case43AWillIsAnUpdate() throws MqttException {
        var broker = "tcp://127.0.0.1:" + AwsThing.config("muster.mqtt.port");
        try (var dying = new MqttClient(broker, thing.id() + "-w", new MemoryPersistence())) {
            var options = new MqttConnectOptions();
            options.setWill(
                    thing.topic("update"),
                    bytes("{'state':{'reported':{'connected':false}}}"),
                    1,
                    false);
            dying.connect(options);
            dying.disconnectForcibly(0, 0, false);
        }

        var accepted = thing.next();
        assertThat(accepted.topic()).isEqualTo("update/accepted");
        assertThat(accepted.content().at("/state/reported/connected").isBoolean()).isTrue();
    }

    @Test
    void aDeviceThatIsBackGetsItsDeltaOnceMore() {
        thing.desired("{'led':'on'}");

        AliasPresence.back(thing);

        var delta = thing.next();
        assertThat(delta.topic()).isEqualTo("update/delta");
        assertThat(delta.content().get("version").asInt()).isEqualTo(1);
    }
}
