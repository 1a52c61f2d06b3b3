// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import io.muster.registry.Api;
import io.muster.registry.EventTap;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Groups and devices of one test, which are gone after it, and what was told of them. */
abstract class GroupFixture {

    static final String GROUPS = "/api/v1/groups";
    static final String DEVICES = "/api/v1/devices/";

    final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    final List<String> made = new ArrayList<>();
    EventTap tap;

    @BeforeEach
    void open() {
        tap = EventTap.open();
    }

    @AfterEach
    void tidy() {
        made.reversed().forEach(id -> Api.as("operator").delete(GROUPS + "/" + id));
        tap.close();
    }

    String group(String path) {
        return made(create(Map.of("path", path)));
    }

    String group(String path, String query) {
        return made(create(Map.of("path", path, "query", query)));
    }

    String made(Response created) {
        var id = created.then().statusCode(201).extract().<String>path("id");
        made.add(id);
        return id;
    }

    static Response create(Map<String, String> group) {
        return Api.as("operator").body(group).post(GROUPS);
    }

    static Response members(String group, List<String> add, List<String> remove) {
        return Api.as("operator")
                .body(Map.of("add", add, "remove", remove))
                .post(GROUPS + "/" + group + "/members");
    }

    static Response devices(String group) {
        return Api.as("viewer").get(GROUPS + "/" + group + "/devices?limit=500");
    }

    String device(String site) {
        var id = Api.newId();
        Api.as("operator")
                .body(Map.of("id", id, "tags", List.of(mark), "attributes", Map.of("site", site)))
                .post(DEVICES)
                .then()
                .statusCode(201);
        return id;
    }

    /** What was told of a device: types, and groups where there are any. */
    List<String> told(String device) {
        return tap.of(device).stream()
                .map(heard ->
                        heard.type()
                                + heard.data().path("group").asText("")
                                + (heard.data().has("groups")
                                        ? " " + heard.data().path("groups")
                                        : ""))
                .toList();
    }

    static Response preview(String query) {
        return Api.as("viewer").body(Map.of("query", query)).post(GROUPS + "/preview?limit=500");
    }

    static Response delete(String group) {
        return Api.as("operator").delete(GROUPS + "/" + group);
    }

    static Response create(String tenant, int number, String query) {
        return Api.as("operator@" + tenant)
                .body(Map.of("path", "/g" + number, "query", query))
                .post(GROUPS);
    }
}
