// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditFilter;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.audit.AuditPage;
import io.muster.platform.audit.AuditReader;
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
import java.time.Instant;
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
    @Inject AuditReader reader;
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
                "UPDATE audit_entry SET seq = 21 WHERE tenant_id = $1 AND seq = 7 | 7",
                "UPDATE audit_entry a SET body = b.body, hash = b.hash FROM audit_entry b WHERE a.tenant_id = $1 AND b.tenant_id = $1 AND (a.seq, b.seq) IN ((7, 8), (8, 7)) | 7",
                "UPDATE audit_entry SET body = 'nothing' WHERE tenant_id = $1 AND seq = 7 | 7",
                "DELETE FROM audit_entry WHERE tenant_id = $1 AND seq > 12 | 13",
                "DELETE FROM audit_entry WHERE tenant_id = $1 | 1",
                "UPDATE audit_head SET seq = 19 WHERE tenant_id = $1 | 21"
            })
    void tamperingIsFound(String tampering, long brokenAt) {
        run(tampering);

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(brokenAt));
    }

    private void run(String statement) {
        database.transaction(connection ->
                        connection.preparedQuery(statement).execute(Tuple.of(tenant.value())))
                .await()
                .atMost(PATIENCE);
    }

    /** Who can write to the database can do this without a trace in it. */
    @Test
    void anEndThatWasCutOffWithItsHeadIsFoundByAHeadThatWasKept() {
        var kept = ((Intact) verify()).head();
        run("DELETE FROM audit_entry WHERE tenant_id = $1 AND seq > 12");
        run(
                "UPDATE audit_head SET seq = 12, hash = (SELECT hash FROM audit_entry WHERE tenant_id ="
                        + " $1 AND seq = 12) WHERE tenant_id = $1");

        assertThat(verify()).isInstanceOf(Intact.class);
        assertThat(audit.verify(tenant, kept).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(13));

        someEntries();
        assertThat(verify()).isInstanceOf(Intact.class);
        assertThat(audit.verify(tenant, kept).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(20));
    }

    @Test
    void aKeptHeadOfAnUntouchedChainIsOnIt() {
        var kept = ((Intact) verify()).head();
        someEntries();

        assertThat(audit.verify(tenant, kept).await().atMost(PATIENCE)).isInstanceOf(Intact.class);
    }

    @Test
    void entriesAreReadBackwardsAndFiltered() {
        append(
                new AuditEntry(
                        "bob", "device.delete", "dev-3", JsonNodeFactory.instance.objectNode()));

        var newest = read(AuditFilter.ALL, AuditReader.NEWEST, 5);
        assertThat(newest.records())
                .extracting(record -> record.link().sequence())
                .containsExactly(21L, 20L, 19L, 18L, 17L);
        assertThat(newest.before()).isEqualTo(17);
        var rest = read(AuditFilter.ALL, newest.before(), 500);
        assertThat(rest.records()).hasSize(16);
        assertThat(rest.before()).isZero();
        assertThat(read(new AuditFilter(null, null, "device.delete", "bob"), AuditReader.NEWEST, 9))
                .satisfies(page -> assertThat(page.records()).hasSize(1))
                .satisfies(page -> assertThat(page.before()).isZero());
        assertThat(read(new AuditFilter(null, null, "device.delete", "alice"), 99, 9).records())
                .isEmpty();
        assertThat(read(new AuditFilter(null, Instant.EPOCH, null, null), 99, 9).records())
                .isEmpty();
        assertThat(read(new AuditFilter(Instant.EPOCH, Instant.MAX, null, null), 99, 9).records())
                .hasSize(9);
    }

    @Test
    void nobodyHidesAnEntryByBreakingIt() {
        run("UPDATE audit_entry SET body = 'nothing' WHERE tenant_id = $1 AND seq = 7");

        var page = read(new AuditFilter(null, null, "none.such", null), AuditReader.NEWEST, 500);

        assertThat(page.records())
                .singleElement()
                .satisfies(record -> assertThat(record.link().sequence()).isEqualTo(7))
                .satisfies(record -> assertThat(record.entry()).isNull());
    }

    @Test
    void oneReadingLooksAtSoManyEntriesAndNoMore() {
        run(
                "INSERT INTO audit_entry (tenant_id, seq, body, hash) SELECT $1, n,"
                        + " '{\"at\":\"2026-01-01T00:00:00Z\",\"detail\":{}}', 'x'"
                        + " FROM generate_series(21, 6000) n");
        var filter = new AuditFilter(null, null, "device.create", null);

        var first = read(filter, AuditReader.NEWEST, 500);
        assertThat(first.records()).isEmpty();
        assertThat(first.before()).isEqualTo(1001);
        var second = read(filter, first.before(), 500);
        assertThat(second.records()).hasSize(20);
        assertThat(second.before()).isZero();
    }

    private void append(AuditEntry entry) {
        database.transaction(connection -> audit.append(connection, tenant, entry))
                .await()
                .atMost(PATIENCE);
    }

    private AuditPage read(AuditFilter filter, long before, int wanted) {
        return reader.read(tenant, filter, before, wanted).await().atMost(PATIENCE);
    }
}
