// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditVerdict.Broken;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AuditChainTest {

    private static final TenantId TENANT = new TenantId("default");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Provide
    Arbitrary<List<AuditLink>> chains() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(AuditChainTest::chain);
    }

    private static List<AuditLink> chain(List<String> targets) {
        var links = new ArrayList<AuditLink>();
        var head = AuditHead.NONE;
        for (var target : targets) {
            links.add(AuditChain.link(head, TENANT, AT, entry(target)));
            head = links.getLast().head();
        }
        return links;
    }

    private static AuditEntry entry(String target) {
        return new AuditEntry(
                "alice",
                "device.create",
                target,
                JsonNodeFactory.instance.objectNode().put("n", 1));
    }

    private static AuditVerdict verify(List<AuditLink> links) {
        return AuditChain.verify(TENANT, AuditHead.NONE, links);
    }

    @Property(tries = 200)
    void anUntouchedChainIsIntact(@ForAll("chains") List<AuditLink> links) {
        assertThat(verify(links)).isEqualTo(new Intact(links.getLast().head()));
    }

    @Property(tries = 200)
    void aChainMayBeVerifiedInPieces(
            @ForAll("chains") List<AuditLink> links, @ForAll @IntRange(max = 12) int cut) {
        Assume.that(cut > 0 && cut < links.size());
        var first = (Intact) verify(links.subList(0, cut));

        var second = AuditChain.verify(TENANT, first.head(), links.subList(cut, links.size()));

        assertThat(second).isEqualTo(new Intact(links.getLast().head()));
    }

    @Property(tries = 200)
    void aChangedBodyIsFound(
            @ForAll("chains") List<AuditLink> links, @ForAll @IntRange(max = 11) int at) {
        Assume.that(at < links.size());
        var link = links.get(at);
        links.set(
                at,
                new AuditLink(
                        link.sequence(), link.body().replace("alice", "mallory"), link.hash()));

        assertThat(verify(links))
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(at + 1));
    }

    @Property(tries = 200)
    void aRewrittenLinkBreaksTheNext(
            @ForAll("chains") List<AuditLink> links, @ForAll @IntRange(max = 11) int at) {
        Assume.that(at < links.size() - 1);
        var before = at == 0 ? AuditHead.NONE : links.get(at - 1).head();
        var forged =
                new AuditEntry("mallory", "nothing", "", JsonNodeFactory.instance.objectNode());
        links.set(at, AuditChain.link(before, TENANT, AT, forged));

        assertThat(verify(links))
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(at + 2));
    }

    @Property(tries = 200)
    void aRemovedLinkIsFound(
            @ForAll("chains") List<AuditLink> links, @ForAll @IntRange(max = 11) int at) {
        Assume.that(at < links.size() - 1);
        links.remove(at);

        assertThat(verify(links))
                .isInstanceOfSatisfying(
                        Broken.class, it -> assertThat(it.sequence()).isEqualTo(at + 1));
    }

    @Property(tries = 200)
    void swappedLinksAreFound(
            @ForAll("chains") List<AuditLink> links, @ForAll @IntRange(max = 11) int at) {
        Assume.that(at < links.size() - 1);
        Collections.swap(links, at, at + 1);

        assertThat(verify(links)).isInstanceOf(Broken.class);
    }

    @Property(tries = 100)
    void aChainOfAnotherTenantIsNotOurs(@ForAll("chains") List<AuditLink> links) {
        assertThat(AuditChain.verify(new TenantId("other"), AuditHead.NONE, links))
                .isInstanceOf(Broken.class);
    }
}
