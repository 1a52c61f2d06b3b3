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
import io.muster.registry.EventTap;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GroupQuarkusTest {

    private static final String GROUPS = "/api/v1/groups";
    private static final String DEVICES = "/api/v1/devices/";

    private final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> made = new ArrayList<>();
    private EventTap tap;

    @BeforeEach
    void open() {
        tap = EventTap.open();
    }

    @AfterEach
    void tidy() {
        made.reversed().forEach(id -> Api.as("operator").delete(GROUPS + "/" + id));
        tap.close();
    }

    private String group(String path) {
        return made(create(Map.of("path", path)));
    }

    private String group(String path, String query) {
        return made(create(Map.of("path", path, "query", query)));
    }

    private String made(Response created) {
        var id = created.then().statusCode(201).extract().<String>path("id");
        made.add(id);
        return id;
    }

    private static Response create(Map<String, String> group) {
        return Api.as("operator").body(group).post(GROUPS);
    }

    private static Response members(String group, List<String> add, List<String> remove) {
        return Api.as("operator")
                .body(Map.of("add", add, "remove", remove))
                .post(GROUPS + "/" + group + "/members");
    }

    private static Response devices(String group) {
        return Api.as("viewer").get(GROUPS + "/" + group + "/devices?limit=500");
    }

    private String device(String site) {
        var id = Api.newId();
        Api.as("operator")
                .body(Map.of("id", id, "tags", List.of(mark), "attributes", Map.of("site", site)))
                .post(DEVICES)
                .then()
                .statusCode(201);
        return id;
    }

    private static void patch(String device, String patch) {
        Api.as("operator")
                .header("If-Match", "*")
                .body(patch)
                .patch(DEVICES + device)
                .then()
                .statusCode(200);
    }

    /** What was told of a device: types, and groups where there are any. */
    private List<String> told(String device) {
        return tap.of(device).stream()
                .map(heard ->
                        heard.type()
                                + heard.data().path("group").asText("")
                                + (heard.data().has("groups")
                                        ? " " + heard.data().path("groups")
                                        : ""))
                .toList();
    }

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

    private static Response preview(String query) {
        return Api.as("viewer").body(Map.of("query", query)).post(GROUPS + "/preview?limit=500");
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

    private static Response delete(String group) {
        return Api.as("operator").delete(GROUPS + "/" + group);
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

    private static Response create(String tenant, int number, String query) {
        return Api.as("operator@" + tenant)
                .body(Map.of("path", "/g" + number, "query", query))
                .post(GROUPS);
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
