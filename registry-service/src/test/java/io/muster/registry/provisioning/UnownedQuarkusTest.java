// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static io.muster.registry.provisioning.Fleet.CREATE;
import static io.muster.registry.provisioning.Fleet.csr;
import static io.muster.registry.provisioning.Fleet.provision;
import static io.muster.registry.provisioning.Fleet.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Claims;
import io.muster.registry.Tables;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates that nobody owns up to in time. */
@QuarkusTest
class UnownedQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EXPIRE =
            "UPDATE ownership_token SET expires_at = now() - interval '1 second' WHERE device_id = ?";

    @Inject Unowned unowned;

    @Test
    void aCertificateThatNobodyOwnsUpToIsRevokedAndTheDeviceMayComeAgain() {
        var claim = Claims.any();
        var id = Api.newId();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var token = token(client.ask(CREATE + "json", csr(id).toString()));
            expire(id);

            assertThat(provision(client, claim, token).rest()).endsWith("/rejected");
            unowned.endOverdue().await().atMost(PATIENCE);

            assertThat(Api.certificates(id).<List<String>>path("items.status"))
                    .containsExactly("REVOKED");
            assertThat(client.ask(CREATE + "json", csr(id).toString()).rest())
                    .endsWith("/accepted");
        }
    }

    @Test
    void aCertificateThatWasOwnedUpToStaysGoodHoweverOftenItsRequestComes() {
        var claim = Claims.any();
        var id = Api.newId();
        var csr = csr(id).toString();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            provision(client, claim, token(client.ask(CREATE + "json", csr)));
            expire(id);
            unowned.endOverdue().await().atMost(PATIENCE);

            var again = client.ask(CREATE + "json", csr);
            assertThat(provision(client, claim, token(again)).rest()).endsWith("/accepted");
            expire(id);
            unowned.endOverdue().await().atMost(PATIENCE);

            assertThat(Api.certificates(id).<List<String>>path("items.status"))
                    .containsExactly("ACTIVE");
        }
    }

    @Test
    void aSuspendedDeviceIsNotLetInAgain() {
        var claim = Claims.any();
        var id = Api.newId();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            client.ask(CREATE + "json", csr(id).toString());
            Api.as("operator").post("/api/v1/devices/" + id + "/suspend").then().statusCode(204);
            expire(id);
            unowned.endOverdue().await().atMost(PATIENCE);
            Api.as("operator").post("/api/v1/devices/" + id + "/resume").then().statusCode(204);

            assertThat(Api.certificates(id).<List<String>>path("items.status"))
                    .containsExactly("REVOKED");
            assertThat(client.ask(CREATE + "json", csr(id).toString()).rest())
                    .endsWith("/rejected");
        }
    }

    private static void expire(String device) {
        Tables.change(EXPIRE, device);
    }
}
