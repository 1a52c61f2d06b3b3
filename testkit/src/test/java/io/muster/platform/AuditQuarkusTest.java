// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.audit.AuditVerdict;
import io.muster.platform.audit.AuditVerdict.Broken;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AuditQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject AuditLog audit;
    @Inject Database database;

    private final TenantId tenant = new TenantId("t" + UUID.randomUUID());

    @BeforeEach
    void someEntries() {
        var appends =
                IntStream.range(0, 20)
                        .mapToObj(n ->
                                database.transaction(
                                        connection -> audit.append(connection, tenant, entry(n))))
                        .toList();
        Uni.join().all(appends).andFailFast().await().atMost(PATIENCE);
    }

    private static AuditEntry entry(int n) {
        var detail = JsonNodeFactory.instance.objectNode().put("n", n);
        return new AuditEntry("alice", "device.create", "dev-" + n, detail);
    }

    private AuditVerdict verify() {
        return audit.verify(tenant).await().atMost(PATIENCE);
    }

    @Test
    void concurrentEntriesMakeOneChain() {
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Intact.class, it -> assertThat(it.head().sequence()).isEqualTo(20));
    }

    @Test
    void theChainOfATenantWithoutEntriesIsIntact() {
        var verdict = audit.verify(new TenantId("nobody")).await().atMost(PATIENCE);

        assertThat(verdict).isInstanceOf(Intact.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit_entry SET body = replace(body, 'alice', 'mallory') WHERE tenant_id = $1 AND seq = 7 | 7",
                "DELETE FROM audit_entry WHERE tenant_id = $1 AND seq = 7 | 7",
                "DELETE FROM audit_entry WHERE tenant_id = $1 AND seq = 20 | 20",
                "UPDATE audit_entry SET seq = 21 WHERE tenant_id = $1 AND seq = 7 | 7"
            })
    void tamperingIsFound(String tampering, long brokenAt) {
        database.transaction(connection ->
                        connection.preparedQuery(tampering).execute(Tuple.of(tenant.value())))
                .await()
                .atMost(PATIENCE);

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(brokenAt));
    }
}
