// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static io.muster.registry.bulk.Imports.CSV;
import static io.muster.registry.bulk.Imports.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that bring groups, gateways and credentials. */
@QuarkusTest
class TieImportQuarkusTest {

    private String tenant;

    @BeforeEach
    void start() {
        tenant = Imports.tenant();
        group("/site", null);
        group("/site/a", null);
        group("/pumps", "type==gw");
        Api.as("operator@" + tenant)
                .body(Map.of("gateway", true))
                .put("/api/v1/device-types/gw")
                .then()
                .statusCode(200);
    }

    private void group(String path, String query) {
        var body = query == null ? Map.of("path", path) : Map.of("path", path, "query", query);
        Api.as("operator@" + tenant).body(body).post("/api/v1/groups").then().statusCode(201);
    }

    private JsonPath done(String mode, String type, String... lines) {
        return Imports.done(tenant, mode, type, String.join("\n", lines));
    }

    private List<String> codes(JsonPath job) {
        return Imports.rows(tenant, job.getString("id"), "result=FAILED").getList("items.code");
    }

    private static void assertRows(JsonPath job, int created, int updated, int same, int failed) {
        assertThat(
                        List.of(
                                job.getInt("rows.created"),
                                job.getInt("rows.updated"),
                                job.getInt("rows.unchanged"),
                                job.getInt("rows.failed")))
                .containsExactly(created, updated, same, failed);
        assertThat(job.getInt("rows.done")).isEqualTo(job.getInt("rows.total"));
    }

    @Test
    void aRowsGroupsAreThoseThatItNames() {
        var file = "id,group\na,/site|/site/a\nb,/site\nc,\n";
        assertRows(done("create", CSV, file), 3, 0, 0, 0);
        assertRows(done("create", CSV, file + " "), 0, 0, 3, 0);
        Imports.device(tenant, "a").then().body("groups", contains("/site", "/site/a"));
        Imports.device(tenant, "b").then().body("version", equalTo(1));

        var moved =
                "{\"id\":\"a\",\"groups\":[\"/site\"]}\n{\"id\":\"b\",\"groups\":null}\n{\"id\":\"c\"}";
        assertRows(done("upsert", NDJSON, moved), 0, 2, 1, 0);
        Imports.device(tenant, "a").then().body("groups", contains("/site"));
        Imports.device(tenant, "b").then().body("groups", empty());
        assertThat(codes(done("create", NDJSON, "{\"id\":\"a\",\"groups\":[\"/site/a\"]}")))
                .containsExactly("already-exists");
    }

    @Test
    void groupsThatCantBeFilledByHandFailTheirRow() {
        var job =
                done(
                        "create",
                        NDJSON,
                        "{\"id\":\"a\",\"groups\":[\"/none\"]}",
                        "{\"id\":\"b\",\"groups\":[\"/pumps\"]}",
                        "{\"id\":\"c\",\"groups\":[\"no path\"]}",
                        "{\"id\":\"d\",\"groups\":\"/site\"}",
                        "{\"id\":\"e\",\"groups\":[\"/site\"]}");
        assertRows(job, 1, 0, 0, 4);
        assertThat(codes(job))
                .containsExactly("group-unknown", "group-by-query", "row-invalid", "row-invalid");
        assertThat(Imports.devices(tenant)).isEqualTo(1);
    }

    @Test
    void gatewaysMayComeBehindTheirChildren() {
        var children =
                IntStream.range(0, 1_200)
                        .mapToObj(i -> "c" + i + ",,g" + i % 3)
                        .collect(Collectors.joining("\n"));
        var file = "id,type,gateway\n" + children + "\ng0,gw,g1\ng1,gw,g2\ng2,gw,\n";

        assertRows(done("create", CSV, file), 1_203, 0, 0, 0);

        assertThat(children("g1")).hasSize(401).contains("c1", "g0");
        assertRows(done("create", CSV, file + " "), 0, 0, 1_203, 0);
        assertRows(done("upsert", CSV, "id,gateway\nc0,g2|g1\n"), 0, 1, 0, 0);
        assertThat(children("g0")).hasSize(399).doesNotContain("c0");
    }

    private List<String> children(String gateway) {
        return Api.as("viewer@" + tenant)
                .get("/api/v1/devices/" + gateway + "/children?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }

    @Test
    void whatCantBeAGatewayFailsItsRowInTheEnd() {
        var elsewhere = Imports.tenant();
        Api.as("operator@" + elsewhere).body(Map.of("id", "theirs")).post("/api/v1/devices");
        assertRows(
                done("create", CSV, "id,type,gateway\na,gw,\nb,gw,a\nc,gw,b\nplain,,\n"),
                4,
                0,
                0,
                0);

        var job =
                done(
                        "upsert",
                        NDJSON,
                        "{\"id\":\"a\",\"gateways\":[\"c\"]}",
                        "{\"id\":\"b\",\"gateways\":[\"b\"]}",
                        "{\"id\":\"d\",\"gateways\":[\"theirs\"]}",
                        "{\"id\":\"e\",\"gateways\":[\"plain\"]}",
                        "{\"id\":\"f\",\"gateways\":[\"c\"]}");

        assertRows(job, 1, 0, 0, 4);
        assertThat(codes(job))
                .containsExactly(
                        "gateway-circle", "gateway-circle", "gateway-unknown", "gateway-not-one");
        Imports.device(tenant, "d").then().statusCode(404);
        Api.as("operator@" + tenant).put("/api/v1/devices/a/gateways/c").then().statusCode(422);
    }

    @Test
    void gatewaysOfOneFileThatSpeakForEachOtherAreNotAllAccepted() {
        done("create", CSV, "id,type\na,gw\nb,gw\nc,gw\n");

        var job = done("upsert", CSV, "id,gateway\na,b\nb,c\nc,a\n");

        assertRows(job, 0, 2, 0, 1);
        assertThat(codes(job)).containsExactly("gateway-circle");
    }

    @Test
    void hashesAreCredentialsAsIfMadeHere() {
        var file =
                "id;credential.type;credential.authId;credential.hash\na;password;;%s\nb;token;user-b;%s\n"
                        .formatted(Hashes.of("one"), Hashes.of("two"));
        assertRows(done("create", CSV, file), 2, 0, 0, 0);
        Imports.device(tenant, "a").then().body("state", equalTo("ENROLLED"));
        credentials("b").then().body("items.authId", contains("user-b"));
        assertRows(done("create", CSV, file + " "), 0, 0, 2, 0);

        var rotated = file.replace(Hashes.of("two"), Hashes.of("three"));
        assertThat(codes(done("create", CSV, rotated))).containsExactly("already-exists");
        assertRows(done("upsert", CSV, rotated), 0, 1, 1, 0);
        credentials("b").then().body("items.size()", equalTo(1));
        assertThat(codes(done("upsert", CSV, file.replace("a;password;;", "c;password;user-b;"))))
                .containsExactly("already-exists");
    }

    private Response credentials(String device) {
        return Api.as("operator@" + tenant).get("/api/v1/devices/" + device + "/credentials");
    }

    @Test
    void credentialsThatNobodyShouldCheckFailTheirRow() {
        var salt = "c2l4dGVlbiBieXRlcyBvaw";
        var hash = Hashes.of("x").substring(Hashes.of("x").lastIndexOf('$') + 1);
        var job =
                done(
                        "create",
                        NDJSON,
                        row("a", "password", "$pbkdf2-sha256$i=9999999$" + salt + "$" + hash),
                        row("b", "password", "$pbkdf2-sha256$i=9999$" + salt + "$" + hash),
                        row("c", "password", "$pbkdf2-sha256$i=600000$" + salt + "$" + hash),
                        row("d", "password", "plain"),
                        row("e", "psk", Hashes.of("x")),
                        row("f", "password", "$hmac-sha256$YQ$" + hash),
                        "{\"id\":\"g\",\"credentials\":{\"type\":\"password\"}}",
                        "{\"id\":\"h\",\"credentials\":[null]}",
                        row("i", "password", Hashes.of("x")).replace("password", "x509"));
        assertRows(job, 1, 0, 0, 8);
        assertThat(codes(job)).containsOnly("row-invalid");
    }

    private static String row(String id, String type, String hash) {
        return "{\"id\":\"%s\",\"credentials\":[{\"type\":\"%s\",\"hash\":\"%s\"}]}"
                .formatted(id, type, hash);
    }

    @Test
    void secretsAreNeitherTakenNorKept() {
        Imports.send(tenant, "create", CSV, "id,credential.password\na,hunter2hunter2\n")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:muster:problem:file-unreadable"));
        var job =
                done(
                        "create",
                        NDJSON,
                        "{\"id\":\"a\",\"credentials\":[{\"type\":\"password\",\"password\":\"hunter2hunter2\"}]}",
                        "{\"id\":\"not one\"}");

        assertThat(codes(job)).containsExactly("secret-refused", "id-invalid");
        assertThat(Imports.failedRows(tenant, job.getString("id")).strip())
                .isEqualTo("{\"id\":\"not one\"}");
    }

    @Test
    void validatingTiesWritesNothing() {
        var line =
                "{\"id\":\"a\",\"type\":\"gw\",\"groups\":[\"/site\"],\"gateways\":[\"later\"],\"credentials\":[{\"type\":\"token\",\"hash\":\"%s\"}]}"
                        .formatted(Hashes.of("x"));
        assertRows(
                done("validate", NDJSON, line, "{\"id\":\"b\",\"groups\":[\"/none\"]}"),
                1,
                0,
                0,
                1);
        assertThat(Imports.devices(tenant)).isZero();
    }
}
