// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CertificateListQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject Pool pool;
    @Inject ExpiryWatch watch;

    @Test
    void certificatesAreFoundByWhatTheyAreGoodFor() {
        var device = Api.newDevice();
        var active = enrolled(device);
        var revoked = enrolled(device);
        Api.revoke(revoked, "keyCompromise").then().statusCode(200);
        var superseded = enrolled(device);
        Api.revoke(superseded, "superseded").then().statusCode(200);
        var expired = enrolled(device);
        change(
                "UPDATE certificate SET not_after = now() - interval '1 s' WHERE fingerprint = $1",
                expired);

        assertFound(device, "status==ACTIVE", active);
        assertFound(device, "status==REVOKED and reason==keyCompromise", revoked);
        assertFound(device, "status==SUPERSEDED", superseded);
        assertFound(device, "status==EXPIRED", expired);
        assertFound(device, "notAfter=lt=P0D", expired);
        assertFound(device, "serial=='" + serial(active) + "'", active);
        list("viewer", "deviceId==" + device, "-issuedAt", 10)
                .then()
                .body("items.fingerprint", contains(expired, superseded, revoked, active))
                .body("items.status", contains("EXPIRED", "SUPERSEDED", "REVOKED", "ACTIVE"));
    }

    @Test
    void pagesGoThroughAllInTheOrderOfExpiry() {
        var device = Api.newDevice();
        var expected = Stream.generate(() -> enrolled(device)).limit(5).toList();
        for (int i = 0; i < expected.size(); i++) {
            change(
                    "UPDATE certificate SET not_after = now() + interval '"
                            + (i + 1)
                            + " day' WHERE fingerprint = $1",
                    expected.get(i));
        }
        var seen = new ArrayList<String>();
        var page = list("viewer", "deviceId==" + device, "notAfter", 2);
        while (page.path("nextCursor") != null) {
            seen.addAll(page.path("items.fingerprint"));
            page = next(device, page.path("nextCursor"));
        }
        seen.addAll(page.path("items.fingerprint"));

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void case37CertificatesOfAnotherTenantAreNotThere() {
        var device = Api.newDevice();
        enrolled(device);

        list("viewer@other", "deviceId==" + device, "-issuedAt", 10)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void badParametersAreRefused() {
        list("viewer", "der==x", "-issuedAt", 10).then().statusCode(400);
        list("viewer", "status==ACTIVE", "issuedAt", 10).then().statusCode(400);
        list("auditor", "status==ACTIVE", "-issuedAt", 10).then().statusCode(403);
    }

    @Test
    void aCertificateThatNearsItsEndWithoutASuccessorIsToldOnce() {
        var device = Api.newDevice();
        var due = enrolled(device);
        var replaced = enrolled(device);
        var later = enrolled(device);
        change("UPDATE certificate SET warn_at = now() WHERE fingerprint = $1", due);
        change(
                "UPDATE certificate SET warn_at = now(), replaced_by = 'x' WHERE fingerprint = $1",
                replaced);
        try (var tap = EventTap.open()) {
            watch.look().await().atMost(PATIENCE);
            watch.look().await().atMost(PATIENCE);
            Api.revoke(later, "superseded").then().statusCode(200);

            await().until(() ->
                    tap.of(device).stream()
                            .anyMatch(it -> it.type().equals("certificate.revoked")));
            var told =
                    tap.of(device).stream()
                            .filter(it -> it.type().equals("certificate.expiring"))
                            .map(it -> it.data().path("fingerprint").asText())
                            .toList();
            assertThat(told).containsExactly(due);
        }
    }

    private static void assertFound(String device, String filter, String fingerprint) {
        list("viewer", "deviceId==" + device + " and " + filter, "-issuedAt", 10)
                .then()
                .statusCode(200)
                .body("items.fingerprint", contains(fingerprint))
                .body("nextCursor", equalTo(null));
    }

    private static Response list(String user, String filter, String sort, int limit) {
        return Api.as(user)
                .queryParam("filter", filter)
                .queryParam("sort", sort)
                .queryParam("limit", limit)
                .get("/api/v1/certificates");
    }

    private static Response next(String device, String cursor) {
        return Api.as("viewer")
                .queryParam("filter", "deviceId==" + device)
                .queryParam("sort", "notAfter")
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/api/v1/certificates");
    }

    private static String serial(String fingerprint) {
        return Api.as("viewer").get("/api/v1/certificates/" + fingerprint).path("serial");
    }

    /** The fingerprint of a new certificate. */
    private static String enrolled(String device) {
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        return Api.certificates(device).path("items[0].fingerprint");
    }

    private void change(String sql, String fingerprint) {
        pool.preparedQuery(sql).execute(Tuple.of(fingerprint)).await().atMost(PATIENCE);
    }
}
