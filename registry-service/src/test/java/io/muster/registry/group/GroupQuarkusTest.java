// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that are filled by hand, and what is so of all groups. */
@QuarkusTest
class GroupQuarkusTest extends GroupFixture {

    @Test
    void whoIsInAGroupIsInTheGroupsAbove() {
        var site = group("/" + mark);
        var floor = group("/" + mark + "/floor2");
        var beside = group("/" + mark + "-beside");
        var one = device("x");
        var two = device("x");
        var three = device("x");

        members(site, List.of(one), List.of()).then().statusCode(200).body("added", equalTo(1));
        members(floor, List.of(two), List.of()).then().statusCode(200);
        members(beside, List.of(three), List.of()).then().statusCode(200);

        devices(site).then().body("items.id", containsInAnyOrder(one, two));
        devices(floor).then().body("items.id", contains(two));
        Api.as("viewer")
                .get(DEVICES + "?filter=group==/" + mark)
                .then()
                .body("items.id", containsInAnyOrder(one, two));
        Api.as("viewer")
                .get(DEVICES + "?filter=tags==" + mark + ";group!=/" + mark)
                .then()
                .body("items.id", contains(three));
        Api.get(two).then().body("groups", contains("/" + mark + "/floor2"));
        Api.as("viewer")
                .get(GROUPS + "?under=/" + mark)
                .then()
                .body("items.path", contains("/" + mark, "/" + mark + "/floor2"));
        Api.as("viewer")
                .get(GROUPS + "/" + site + "/devices?count=true&limit=1&fields=id&sort=-createdAt")
                .then()
                .body("total", equalTo(2))
                .body("items.id", contains(two))
                .body("items[0].state", nullValue());
    }

    @Test
    void membersArePutInAndTakenOutAllOrNothing() {
        var path = "/" + mark;
        var group = group(path);
        var one = device("x");
        var two = device("x");

        members(group, List.of(one, "no-such-device"), List.of())
                .then()
                .statusCode(422)
                .body("devices", contains("no-such-device"));
        devices(group).then().body("items", empty());
        members(group, List.of(one), List.of()).then().statusCode(200);
        members(group, List.of(one, two), List.of())
                .then()
                .body("added", equalTo(1))
                .body("removed", equalTo(0));
        members(group, List.of(), List.of(one, "nobody")).then().body("removed", equalTo(1));
        members(group, List.of(one), List.of(one)).then().statusCode(400);

        devices(group).then().body("items.id", contains(two));
        await().untilAsserted(() ->
                assertThat(told(one))
                        .containsExactly(
                                "device.created []",
                                "group.member.added" + path,
                                "group.member.removed" + path));
    }

    @Test
    void aDeletedDeviceIsInNoGroupUntilItIsRestored() {
        var path = "/" + mark;
        var byHand = group(path);
        var byQuery = group(path + "-q", "tags==" + mark);
        var device = device("x");
        members(byHand, List.of(device), List.of()).then().statusCode(200);

        Api.as("operator").delete(DEVICES + device).then().statusCode(204);

        devices(byHand).then().body("items", empty());
        devices(byQuery).then().body("items", empty());

        Api.as("operator").post(DEVICES + device + "/restore").then().statusCode(204);

        Api.get(device).then().body("groups", contains(path, path + "-q"));
        await().untilAsserted(() ->
                assertThat(told(device))
                        .containsExactly(
                                "device.created [\"" + path + "-q\"]",
                                "group.member.added" + path + "-q",
                                "group.member.added" + path,
                                "group.member.removed" + path,
                                "group.member.removed" + path + "-q",
                                "device.deleted",
                                "device.created [\"" + path + "\",\"" + path + "-q\"]",
                                "group.member.added" + path,
                                "group.member.added" + path + "-q"));
    }

    @Test
    void whoIsInADeletedGroupLeavesIt() {
        var path = "/" + mark;
        var group = group(path);
        var below = group(path + "/below");
        var device = device("x");
        members(group, List.of(device), List.of()).then().statusCode(200);

        delete(group).then().statusCode(409);
        delete(below).then().statusCode(204);
        delete(group).then().statusCode(204);

        Api.as("viewer").get(GROUPS + "/" + group).then().statusCode(404);
        Api.get(device).then().body("groups", empty());
        await().untilAsserted(
                        () -> assertThat(told(device)).endsWith("group.member.removed" + path));
        await().untilAsserted(() -> group(path));
        devices(made.getLast()).then().body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"group==/site", "secret==1", "state==", "createdAt==yesterday", " "})
    void aQueryThatIsNoneIsRefused(String query) {
        create(Map.of("path", "/" + mark, "query", query)).then().statusCode(400);
        preview(query).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "site", "/a//b", "/a/", "/a b", "/ü", "/a/b/c/d/e/f/g/h/i"})
    void aPathThatIsNoneIsRefused(String path) {
        create(Map.of("path", path)).then().statusCode(400);
        Api.as("viewer").queryParam("under", path + " ").get(GROUPS).then().statusCode(400);
    }

    @Test
    void groupsAreOfOneTenantAndNeedARole() {
        var group = group("/" + mark);
        var other = "t-" + UUID.randomUUID();
        Api.tenant(other);

        Api.as("viewer@" + other).get(GROUPS + "/" + group).then().statusCode(404);
        Api.as("viewer@" + other).get(GROUPS).then().body("items", empty());
        Api.as("operator@" + other).delete(GROUPS + "/" + group).then().statusCode(404);
        Api.as("viewer").body(Map.of("path", "/x")).post(GROUPS).then().statusCode(403);
        Api.as("viewer").delete(GROUPS + "/" + group).then().statusCode(403);
        create(Map.of("path", "/" + mark)).then().statusCode(409);
        create(Map.of("path", "/nobody-" + mark + "/below")).then().statusCode(409);
        Api.as("viewer").get(GROUPS + "/not-a-uuid").then().statusCode(404);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        var body = Map.of("path", "/" + mark);
        var first = Api.as("operator").header("Idempotency-Key", mark).body(body).post(GROUPS);
        var second = Api.as("operator").header("Idempotency-Key", mark).body(body).post(GROUPS);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        made(first);
    }
}
