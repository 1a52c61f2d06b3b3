// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.audit;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.Policies;
import io.muster.acl.trail.Decided;
import io.muster.platform.topic.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusedTest {

    private static Decided refusal(@Nullable String tenant, Reason reason) {
        return new Decided(
                NOW,
                tenant == null ? null : new TenantId(tenant),
                "edge",
                "dev-1",
                Policies.device("acme", "dev-1"),
                new Publish("a/b", Retain.NO, 1),
                reason,
                "p/r");
    }

    @Test
    void eachTenantHasAnEntryOfItsOwnAndNobodyTheRest() {
        var refused =
                Refused.of(
                        List.of(
                                refusal("b", Reason.NO_MATCH),
                                refusal("a", Reason.NO_MATCH),
                                refusal(null, Reason.NO_MATCH)));

        assertThat(refused).extracting(each -> each.tenant().value()).containsExactly("a", "b");
    }

    @Test
    void anEntryCountsAllAndShowsSome() {
        var many = new ArrayList<Decided>();
        for (int i = 0; i < 100; i++) {
            many.add(refusal("a", i == 0 ? Reason.REVOKED : Reason.NO_MATCH));
        }

        var detail = Refused.of(many).getFirst().entry().detail();

        assertThat(detail.path("count").asInt()).isEqualTo(100);
        assertThat(detail.path("reasons").path("no_match").asInt()).isEqualTo(99);
        assertThat(detail.path("reasons").path("revoked").asInt()).isEqualTo(1);
        assertThat(detail.path("samples")).hasSize(20);
        assertThat(detail.path("samples").path(0).path("topic").asText()).isEqualTo("a/b");
        assertThat(detail.path("samples").path(0).path("principal").asText())
                .isEqualTo("cert:acme/dev-1");
    }
}
