// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups whose members a query finds. */
@QuarkusTest
class GroupQueryQuarkusTest extends GroupFixture {

    private static void patch(String device, String patch) {
        Api.as("operator")
                .header("If-Match", "*")
                .body(patch)
                .patch(DEVICES + device)
                .then()
                .statusCode(200);
    }

    @Test
    void case47ADeviceComesIntoAGroupAndLeavesItWithItsOwnChange() {
        var path = "/" + mark;
        var group = group(path, "attributes.site==berlin and tags==" + mark);
        var device = device("paris");

        patch(device, "{\"attributes\":{\"site\":\"berlin\"}}");
        Api.get(device).then().body("groups", contains(path));
        devices(group).then().body("items.id", contains(device));
        patch(device, "{\"attributes\":{\"site\":\"rome\"}}");

        Api.get(device).then().body("groups", empty());
        await().untilAsserted(() ->
                assertThat(told(device))
                        .containsExactly(
                                "device.created []",
                                "device.changed [\"" + path + "\"]",
                                "group.member.added" + path,
                                "device.changed []",
                                "group.member.removed" + path));
    }

    @Test
    void case47PresenceMovesDevicesBetweenGroups() {
        var path = "/" + mark;
        var query = "presence.connected==false and tags==" + mark;
        var group = group(path, query);
        var device = device("x");
        devices(group).then().body("items.id", contains(device));

        tap.say(device, "{\"s\":\"online\",\"sid\":\"a\",\"ts\":1}");
        await().untilAsserted(() -> devices(group).then().body("items", empty()));
        tap.say(device, "{\"s\":\"offline\",\"sid\":\"a\"}");
        await().untilAsserted(() -> devices(group).then().body("items.id", contains(device)));

        preview(query).then().statusCode(200).body("items.id", contains(device));
        await().untilAsserted(() ->
                assertThat(told(device).stream().filter(line -> line.startsWith("group")))
                        .containsExactly(
                                "group.member.added" + path,
                                "group.member.removed" + path,
                                "group.member.added" + path));
    }

    @Test
    void case47ThePreviewIsWhatAGroupWillBe() {
        var berlin = device("berlin");
        var paris = device("paris");
        device("rome");
        var query = "attributes.site=in=(berlin,paris) and tags==" + mark;

        preview(query)
                .then()
                .body("total", equalTo(2))
                .body("items.id", containsInAnyOrder(berlin, paris));
        var group = group("/" + mark, query);

        awaitSettled(group);
        devices(group).then().body("items.id", containsInAnyOrder(berlin, paris));
    }

    private static void awaitSettled(String group) {
        await().untilAsserted(() ->
                Api.as("viewer").get(GROUPS + "/" + group).then().body("settling", equalTo(false)));
    }

    @Test
    void anotherQueryFindsOtherMembers() {
        var berlin = device("berlin");
        var paris = device("paris");
        var path = "/" + mark;
        var group = group(path, "attributes.site==berlin and tags==" + mark);
        awaitSettled(group);

        change(group, "\"1\"", "attributes.site==paris and tags==" + mark)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        awaitSettled(group);

        devices(group).then().body("items.id", contains(paris));
        await().untilAsserted(() -> {
            assertThat(told(berlin)).endsWith("group.member.removed" + path);
            assertThat(told(paris)).endsWith("group.member.added" + path);
        });
        change(group, "\"1\"", "id==x").then().statusCode(412);
        Api.as("operator")
                .header("If-Match", "*")
                .body("{\"query\":null}")
                .patch(GROUPS + "/" + group)
                .then()
                .statusCode(409);
        members(group, List.of(berlin), List.of()).then().statusCode(409);
    }

    private static Response change(String group, String ifMatch, String query) {
        return Api.as("operator")
                .header("If-Match", ifMatch)
                .body(Map.of("query", query))
                .patch(GROUPS + "/" + group);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName==\"x' OR '1'='1\"",
                "id==\"'; DROP TABLE group_member; --\"",
                "attributes.a==\"x') OR true --\"",
                "tags==\"x'} OR true --\"",
                "attributes.\"a' OR true --\"==x",
                "type=in=(\"x\",\"') OR (true\")",
                "displayName==\"$1\""
            })
    void case47SqlInAQueryIsALiteral(String query) {
        var device = device("x");
        var answer = create(Map.of("path", "/" + mark, "query", query));

        if (answer.statusCode() == 201) {
            var group = made(answer);
            awaitSettled(group);
            devices(group).then().statusCode(200).body("items", empty());
            patch(device, "{\"displayName\":\"still here\"}");
        } else {
            answer.then().statusCode(400);
        }
        Api.get(device).then().statusCode(200).body("groups", empty());
    }

    @Test
    void aTenantHasAtMost64Queries() {
        var tenant = "t-" + UUID.randomUUID();
        Api.tenant(tenant);
        for (int i = 0; i < 64; i++) {
            create(tenant, i, "attributes.n==" + i).then().statusCode(201);
        }

        create(tenant, 64, "attributes.n==64")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:quota-exceeded"));
        Api.as("operator@" + tenant)
                .body(Map.of("id", "dev-1", "attributes", Map.of("n", 63)))
                .post(DEVICES)
                .then()
                .statusCode(201)
                .body("groups", contains("/g63"));
    }
}
