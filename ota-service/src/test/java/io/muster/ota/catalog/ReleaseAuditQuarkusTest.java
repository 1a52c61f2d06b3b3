// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.support.Operator;
import io.muster.ota.support.OtaTest;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.audit.AuditVerdict;
import io.muster.platform.topic.TenantId;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Not among the tests of the packaged service: the chain is verified inside it. */
@OtaTest
class ReleaseAuditQuarkusTest {

    @Inject AuditLog audit;

    @Test
    void theAuditChainHoldsEverything() {
        Operator.releaseManager().release("pump", "1.3." + System.nanoTime());

        assertThat(audit.verify(new TenantId("default")).await().indefinitely())
                .isInstanceOf(AuditVerdict.Intact.class);
    }
}
