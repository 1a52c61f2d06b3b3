// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static io.muster.shadow.alias.AwsThing.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS's protocol refuses and how it counts, over whatever broker. */
abstract class AliasRequestContract {

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

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void case22And23AnotherVersionIsAConflict(int version) {
        thing.atVersion(3);

        var reply =
                thing.ask(
                        "update",
                        "{'state':{'reported':{'a':1}},'version':%d,'clientToken':'t'}"
                                .formatted(version));

        assertThat(thing.shown(reply.content()))
                .isEqualTo(
                        "{'code':409,'message':'Version conflict','timestamp':T4,'clientToken':'t'}");
        assertThat(thing.version()).isEqualTo(3);
        assertThat(thing.state()).isEqualTo("{}");
    }

    @Test
    void case24TheCurrentVersionIsAccepted() {
        thing.atVersion(3);

        var reply = thing.updated("{'state':{},'version':3}");

        assertThat(reply.content().get("version").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'10'", "-1", "1.5", "null", "1e1", "10.0"})
    void case25OnlyIntegersAreVersions(String version) {
        var reply = thing.ask("update", "{'state':{},'version':%s}".formatted(version));

        assertThat(reply.refusal()).isEqualTo("400 Invalid version");
    }

    @Test
    void case26ADeleteUsesUpAVersion() {
        thing.atVersion(4);

        var deleted = thing.ask("delete", "{'clientToken':'d','version':1}");

        assertThat(thing.shown(deleted.content()))
                .isEqualTo("{'version':4,'timestamp':T5,'clientToken':'d'}");
        assertThat(thing.ask("get", "{'clientToken':'g'}").content().get("message").asText())
                .isEqualTo("No shadow exists with name: '" + thing.id() + "'");
        assertThat(thing.updated("{'state':{}}").content().get("version").asInt()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 0})
    void case27AfterADeleteClientsMayGoOnFromWhatTheySaw(int version) {
        thing.atVersion(4);
        thing.ask("delete", "");

        var reply = thing.updated("{'state':{},'version':%d}".formatted(version));

        assertThat(reply.content().get("version").asInt()).isEqualTo(6);
    }

    @Test
    void case27AfterADeleteAnOlderVersionIsAConflict() {
        thing.atVersion(4);
        thing.ask("delete", "");

        assertThat(thing.ask("update", "{'state':{},'version':3}").refusal())
                .isEqualTo("409 Version conflict");
    }

    @Test
    void case28DeletingNothing() {
        var reply = thing.ask("delete", "{'clientToken':'t'}");

        assertThat(reply.refusal())
                .isEqualTo("404 No shadow exists with name: '" + thing.id() + "'");
        assertThat(reply.content().get("clientToken").asText()).isEqualTo("t");
    }

    @Test
    void case29OfManyWithOneVersionOneIsAccepted() {
        thing.updated("{'state':{}}");

        for (int i = 0; i < 100; i++) {
            thing.send("update", bytes("{'state':{'reported':{'n':%d}},'version':1}".formatted(i)));
        }

        var topics = new ArrayList<String>();
        while (topics.size() < 101) {
            topics.add(thing.next().topic());
        }
        assertThat(topics).containsOnlyOnce("update/accepted", "update/documents");
        assertThat(topics.stream().filter("update/rejected"::equals)).hasSize(99);
        assertThat(thing.version()).isEqualTo(2);
    }

    @Test
    void case30UnconditionalUpdatesCountWithoutAGap() {
        int all = 1_000;
        for (int i = 0; i < all; i++) {
            thing.send(
                    "update",
                    bytes("{'state':{'reported':{'n':%d}},'clientToken':'%d'}".formatted(i, i)));
        }

        var versions = new ArrayList<Long>();
        var tokens = new HashSet<String>();
        while (versions.size() < all) {
            var next = thing.next();
            if (next.topic().equals("update/accepted")) {
                versions.add(next.content().get("version").asLong());
                tokens.add(next.content().get("clientToken").asText());
            }
        }
        assertThat(versions).isSorted().doesNotHaveDuplicates().startsWith(1L).endsWith(1_000L);
        assertThat(tokens).hasSize(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "5", "{'state':{}} x"})
    void case31WhatIsNoObjectIsInvalidJson(String body) {
        assertThat(thing.ask("update", body).refusal()).isEqualTo("400 Invalid JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 Missing required node: state",
                "{'state':5} | 400 State node must be an object",
                "{'state':{'desired':5}} | 400 Desired node must be an object",
                "{'state':{'reported':[]}} | 400 Reported node must be an object"
            })
    void case32TheStateIsAnObjectOfObjects(String body, String refusal) {
        assertThat(thing.ask("update", body).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta", "tags", "foo"})
    void case33NothingElseIsInAState(String name) {
        assertThat(thing.ask("update", "{'state':{'%s':{}}}".formatted(name)).refusal())
                .isEqualTo("400 State contains an invalid node: '" + name + "'");
    }

    @Test
    void case34ATokenHas64Bytes() {
        for (var fine : List.of("x".repeat(64), "é".repeat(32), "")) {
            var reply = thing.updated("{'state':{},'clientToken':'%s'}".formatted(fine));
            assertThat(reply.content().get("clientToken").asText()).isEqualTo(fine);
        }
        for (var wrong : List.of("'" + "x".repeat(65) + "'", "'" + "é".repeat(33) + "'", "7")) {
            var reply = thing.ask("update", "{'state':{},'clientToken':%s}".formatted(wrong));
            assertThat(reply.refusal()).isEqualTo("400 Invalid clientToken");
            assertThat(reply.content().has("clientToken")).isFalse();
        }
    }

    @Test
    void case35TheDepthIsLimited() {
        thing.reported("{'a':".repeat(7) + "1" + "}".repeat(7));
        thing.reported("{'a':" + "[".repeat(7) + "]".repeat(7) + "}");

        for (var tooDeep :
                List.of(
                        "{'a':".repeat(8) + "1" + "}".repeat(8) + "}",
                        "{'a':" + "[".repeat(8) + "]".repeat(8) + "}")) {
            var reply = thing.ask("update", "{'state':{'reported':{'r':%s}}}".formatted(tooDeep));
            assertThat(reply.refusal())
                    .isIn(
                            "400 JSON contains too many levels of nesting; maximum is 8",
                            "400 Invalid JSON");
        }
    }

    @Test
    void case36TheResultIsLimitedNotThePatch() {
        // {"a":"…"} has 8 bytes around its text, {"b":1} has 7.
        thing.reported("{'a':'%s'}".formatted("x".repeat(8_192 - 8 - 7)));
        thing.desired("{'b':1}");

        var reply = thing.ask("update", "{'state':{'desired':{'b':10}},'clientToken':'t'}");

        assertThat(reply.refusal()).isEqualTo("413 The payload exceeds the maximum size allowed");
        assertThat(reply.content().get("clientToken").asText()).isEqualTo("t");
        assertThat(thing.version()).isEqualTo(2);
        thing.desired("{'b':2}");
        thing.reported("{'a':'small'}");
    }

    @Test
    void case36ALargePayloadIsNotEvenRead() {
        var body = "{'state':{'reported':{'a':'%s'}}}".formatted("x".repeat(128 * 1024));

        assertThat(thing.ask("update", body).refusal())
                .isEqualTo("413 The payload exceeds the maximum size allowed");
    }

    @Test
    void case37BytesThatAreNotUtf8() {
        assertThat(thing.ask("update", new byte[] {(byte) 0xC3, 0x28}).refusal())
                .isEqualTo("415 Unsupported documented encoding; supported encoding is UTF-8");
    }

    @Test
    void case37OtherRootMembersAreIgnored() {
        thing.updated("{'thingName':'x','foo':[null],'state':{'reported':{'a':1}}}");

        assertThat(thing.state()).isEqualTo("{'reported':{'a':1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"`` | ``", "{} | ``", "{'clientToken':'t','version':3} | t", "garbage | ``"})
    void case38OfAGetOnlyTheTokenIsRead(String body, String token) {
        thing.reported("{'a':1}");

        for (var operation : List.of("get", "delete")) {
            var reply = thing.ask(operation, body);
            assertThat(reply.accepted()).isTrue();
            assertThat(reply.content().path("clientToken").asText()).isEqualTo(token);
        }
    }
}
