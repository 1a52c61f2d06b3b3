// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static io.muster.registry.bulk.Imports.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Tables;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IssueQuarkusTest {

    private static final int DEVICES = 120;
    private static final String OPEN_AGAIN =
            """
            UPDATE bulk_job SET state = 'RUNNING', done = 0, created = 0, failed = 0, finished_at = NULL
            WHERE tenant_id = ? AND job_id = ?
            """;
    private static final String NOT_DONE =
            """
            UPDATE bulk_row b SET result = NULL, answer = NULL, body = given.body
            FROM unnest(?::text[]) WITH ORDINALITY AS given (body, row_no)
            WHERE b.tenant_id = ? AND b.job_id = ? AND b.row_no = given.row_no
            """;

    private static final String NEXT_MINUTE =
            "UPDATE enrollment_minute SET began_at = began_at - interval '1 minute' WHERE tenant_id = ?";

    @Test
    void manyDevicesGetCertificatesAndTheOthersAReason() {
        var tenant = tenant(DEVICES);
        var file =
                String.join(
                        "\n",
                        Issues.file(DEVICES),
                        Issues.line("dev-0", Issues.csr("dev-1")),
                        Issues.line("nobody", Issues.csr("nobody")),
                        Issues.line("dev-2", "no base64!"),
                        Issues.line("dev-2", "AAAA"),
                        "{}",
                        "{\"deviceId\":\"dev-2\",\"csr\":\"AAAA\",\"validity\":\"P1D\"}",
                        "no json");

        var job = Issues.id(tenant, file);
        var done = Issues.done(tenant, job);

        assertThat(done.getString("mode")).isEqualTo("issue");
        assertThat(done.getInt("rows.total")).isEqualTo(DEVICES + 7);
        assertThat(done.getInt("rows.created")).isEqualTo(DEVICES);
        assertThat(done.getInt("rows.failed")).isEqualTo(7);
        var results = Issues.results(tenant, job);
        assertThat(results.stream().map(line -> line.getInt("row")))
                .hasSize(DEVICES + 7)
                .isSorted();
        assertThat(results.subList(0, DEVICES))
                .allSatisfy(line ->
                        assertThat(line.getString("certificatePem"))
                                .startsWith("-----BEGIN CERTIFICATE-----"));
        var refused = results.subList(DEVICES, results.size());
        assertThat(refused.stream().map(line -> line.getString("error.code")))
                .containsExactly(
                        "csr-subject-mismatch",
                        "not-found",
                        "csr-malformed",
                        "csr-malformed",
                        "id-invalid",
                        "invalid-request",
                        "invalid-request");
        assertThat(refused.stream().map(line -> line.getString("deviceId")))
                .containsExactly("dev-0", "nobody", "dev-2", "dev-2", null, null, null);
        Imports.device(tenant, "dev-7").then().body("state", equalTo("ENROLLED"));
        assertThat(certificates(tenant, "dev-7"))
                .isEqualTo(results.get(7).getString("fingerprint"));
    }

    @Test
    void theSameFileAgainHasNothingIssuedTwice() {
        var tenant = tenant(20);
        var file = Issues.file(20);
        var first = Issues.id(tenant, file);
        Issues.done(tenant, first);

        var second = Issues.id(tenant, file);
        Issues.done(tenant, second);

        assertThat(second).isNotEqualTo(first);
        assertThat(Issues.fingerprints(tenant, second))
                .doesNotContainNull()
                .isEqualTo(Issues.fingerprints(tenant, first));
        assertThat(issued(tenant)).isEqualTo(20);
    }

    @Test
    void whatWasIssuedBeforeACrashLostItsMarkIsNotIssuedAgain() {
        var tenant = tenant(60);
        var file = Issues.file(60);
        var job = Issues.id(tenant, file);
        Issues.done(tenant, job);
        var before = Issues.fingerprints(tenant, job);

        Tables.change(NOT_DONE, file.split("\n", -1), tenant, UUID.fromString(job));
        Tables.change(OPEN_AGAIN, tenant, UUID.fromString(job));
        var done = Issues.done(tenant, job);

        assertThat(done.getInt("rows.created")).isEqualTo(60);
        assertThat(Issues.fingerprints(tenant, job)).doesNotContainNull().isEqualTo(before);
        assertThat(issued(tenant)).isEqualTo(60);
    }

    @Test
    void onlyThoseWhoMayOrderOneCertificateMayOrderMany() {
        var tenant = tenant(1);
        var file = Issues.file(1);
        for (var role : new String[] {"viewer", "maintenance", "auditor", "security-admin"}) {
            Issues.send(role + "@" + tenant, NDJSON, file).then().statusCode(403);
            Api.as(role + "@" + tenant)
                    .body("{\"csr\":\"" + Issues.csr("dev-0") + "\"}")
                    .post("/api/v1/devices/dev-0/certificates")
                    .then()
                    .statusCode(403);
        }
        var job = Imports.id(Issues.send("tenant-admin@" + tenant, NDJSON, file));
        Issues.done(tenant, job);
        Api.as("viewer@" + tenant).get(Issues.PATH + "/" + job + "/results").then().statusCode(403);
    }

    @Test
    void aJobForCertificatesIsNeitherAnImportNorAnotherTenants() {
        var tenant = tenant(1);
        var job = Issues.id(tenant, Issues.file(1));
        Issues.done(tenant, job);
        var other = "operator@" + Imports.tenant();

        Api.as(other).get(Issues.PATH + "/" + job).then().statusCode(404);
        Api.as(other).get(Issues.PATH + "/" + job + "/results").then().statusCode(404);
        Api.as(other).post(Issues.PATH + "/" + job + "/cancel").then().statusCode(404);
        Api.as("viewer@" + tenant).get("/api/v1/imports/" + job).then().statusCode(404);
        Imports.move(tenant, job, "cancel").then().statusCode(404);
        Api.as("operator@" + tenant)
                .post(Issues.PATH + "/" + job + "/cancel")
                .then()
                .statusCode(409);
    }

    @Test
    void aFileIsBoundedByTheTenantsQuotaAndIsNdjson() {
        var tenant = tenant(3);
        Api.as("platform-admin")
                .header("If-Match", "*")
                .body("{\"quotas\":{\"importRows\":2}}")
                .patch("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(200);

        Issues.send("operator@" + tenant, NDJSON, Issues.file(3))
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:quota-exceeded"));
        Issues.send("operator@" + tenant, Imports.CSV, "deviceId,csr\n").then().statusCode(415);
        assertThat(issued(tenant)).isZero();
    }

    @Test
    void rowsWaitForTheTenantsNextMinuteAndDoNotFail() {
        var tenant = tenant(8);
        Api.as("platform-admin")
                .header("If-Match", "*")
                .body("{\"quotas\":{\"enrollmentsPerMinute\":5}}")
                .patch("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(200);

        var job = Issues.id(tenant, Issues.file(8));
        await().untilAsserted(() -> assertThat(issued(tenant)).isEqualTo(5));
        assertThat(Issues.get(tenant, job).getString("state")).isNotEqualTo("DONE");
        Tables.change(NEXT_MINUTE, tenant);

        var done = Issues.done(tenant, job);
        assertThat(done.getInt("rows.created")).isEqualTo(8);
        assertThat(done.getInt("rows.failed")).isZero();
        assertThat(issued(tenant)).isEqualTo(8);
    }

    @Test
    void eachCertificateIsInTheAuditLogUnderWhoOrderedIt() {
        var tenant = tenant(2);
        Issues.done(tenant, Issues.id(tenant, Issues.file(2)));

        var entries =
                Api.as("auditor@" + tenant)
                        .get("/api/v1/audit?action=certificate.issue")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertThat(entries.<String>getList("items.target"))
                .containsExactlyInAnyOrder("dev-0", "dev-1");
        assertThat(entries.<String>getList("items.actor"))
                .containsOnly(
                        Api.as("auditor@" + tenant)
                                .get("/api/v1/audit?action=bulk.begin")
                                .jsonPath()
                                .getString("items[0].actor"));
    }

    /** A tenant with devices that nothing was issued to. */
    private static String tenant(int devices) {
        var tenant = Imports.tenant();
        Imports.done(tenant, "create", NDJSON, Imports.lines(devices));
        return tenant;
    }

    private static String certificates(String tenant, String device) {
        JsonPath found =
                Api.as("viewer@" + tenant)
                        .get("/api/v1/devices/" + device + "/certificates")
                        .jsonPath();
        assertThat(found.getList("items")).hasSize(1);
        return found.getString("items[0].fingerprint");
    }

    private static long issued(String tenant) {
        return Tables.number("SELECT count(*) FROM certificate WHERE tenant_id = ?", tenant);
    }
}
