// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.audit.AuditVerdict.Broken;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.topic.TenantId;
import java.util.List;

/** One way along a tenant's chain, from its beginning. */
final class AuditWalk {

    private final TenantId tenant;
    private final AuditHead kept;
    private AuditVerdict verdict = new Intact(AuditHead.NONE);
    private boolean over;

    /**
     * @param kept a head that somebody kept, which must be on the chain
     */
    AuditWalk(TenantId tenant, AuditHead kept) {
        this.tenant = tenant;
        this.kept = kept;
    }

    /** The sequence of the last link that was found to be right. */
    long position() {
        return verdict instanceof Intact(var head) ? head.sequence() : 0;
    }

    boolean isOver() {
        return over;
    }

    /** Looks at the links that follow; none when the chain is at its end. */
    void take(List<AuditLink> links) {
        if (verdict instanceof Intact(var head)) {
            verdict = AuditChain.verify(tenant, head, links);
            if (verdict instanceof Intact && links.stream().anyMatch(this::belies)) {
                verdict = new Broken(kept.sequence(), "another head was kept than is there");
            }
        }
        over = links.isEmpty() || verdict instanceof Broken;
    }

    private boolean belies(AuditLink link) {
        return link.sequence() == kept.sequence() && !link.hash().equals(kept.hash());
    }

    /**
     * @param stored the head as the database has it
     */
    AuditVerdict end(AuditHead stored) {
        return verdict instanceof Intact(var head)
                        && (!head.equals(stored) || head.sequence() < kept.sequence())
                ? new Broken(head.sequence() + 1, "the chain ends before its head")
                : verdict;
    }
}
