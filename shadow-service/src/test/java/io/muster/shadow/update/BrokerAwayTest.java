// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.read;
import static io.muster.shadow.support.Operator.wish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.shadow.support.BreakableBroker;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.FaultProxy;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while the broker is away, and after that. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = BreakableBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(OidcResource.class)
class BrokerAwayTest {

    private static final Duration LONGER_THAN_MESSAGES_WAIT = Duration.ofSeconds(3);

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    FaultProxy broker;

    @AfterEach
    void heal() {
        broker.heal();
        device.close();
    }

    @Test
    void case76WhatWasToldWhileTheBrokerWasAwayComesInOrderWhenItIsBack() {
        device.subscribe("events/default/shadow/desired.expired");
        takeBrokerAway();

        for (int i = 1; i <= 5; i++) {
            wishFor(Duration.ofSeconds(1), "{\"m" + i + "\":true}");
            awaitMissing("m" + i);
        }
        device.expectNothing();
        broker.heal();

        var members = new ArrayList<String>();
        for (int i = 1; i <= 5; i++) {
            members.add(device.expectEvent("desired.expired").at("/members/0").asText());
        }
        assertThat(members).isEqualTo(List.of("/m1", "/m2", "/m3", "/m4", "/m5"));
    }

    @Test
    void aWishThatEndedWhileTheBrokerWasAwayNeverReachesTheDevice() {
        takeBrokerAway();
        wishFor(LONGER_THAN_MESSAGES_WAIT, "{\"unlock\":true}");
        awaitMissing("unlock");
        wish(device, "{\"n\":1}");
        broker.heal();

        var told = device.expect("delta").get("set");
        while (told.isEmpty()) { // which only takes back what the device may know
            told = device.expect("delta").get("set");
        }
        assertThat(told.toString()).isEqualTo("{\"n\":1}");
    }

    private void wishFor(Duration ttl, String patch) {
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .contentType("application/merge-patch+json")
                .queryParam("ttl", ttl.toString())
                .body(patch)
                .patch("/api/v1/devices/{id}/shadows/default/desired", device.id())
                .then()
                .statusCode(200);
    }

    private void awaitMissing(String member) {
        await().atMost(Duration.ofSeconds(15)).until(() -> !read(device).contains(member));
    }

    private void takeBrokerAway() {
        broker.refuse();
        broker.cut();
    }
}
