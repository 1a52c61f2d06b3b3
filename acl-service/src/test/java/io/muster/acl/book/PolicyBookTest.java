// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.policy.PolicySet;
import io.muster.platform.topic.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private final PolicySet builtIn = PolicySet.of(List.of());
    private final PolicySet first = PolicySet.of(List.of());
    private final PolicySet second = PolicySet.of(List.of());
    private final PolicyBook book = new PolicyBook(builtIn);

    private static Edition.Sound sound(PolicySet policies) {
        return new Edition.Sound(policies);
    }

    private static final Edition FAULTY = new Edition.Faulty("broken");

    @Test
    void beforeAnythingIsLoadedOnlyOurServicesHavePolicies() {
        assertThat(book.loaded()).isFalse();
        assertThat(book.of(ACME)).isNotSameAs(builtIn);
        assertThat(book.of(null)).isSameAs(builtIn);

        book.replace(Map.of(ACME, sound(first)));

        assertThat(book.loaded()).isFalse();
        assertThat(book.of(ACME)).isNotIn(first, builtIn);
    }

    @Test
    void aTenantWithoutDocumentsHasWhatIsBuiltIn() {
        book.replaceAll(Map.of(ACME, sound(first)));

        assertThat(book.of(ACME)).isSameAs(first);
        assertThat(book.of(OTHER)).isSameAs(builtIn);
        assertThat(book.of(null)).isSameAs(builtIn);
    }

    @Test
    void aFaultyEditionLeavesTheLastGoodOneInForce() {
        book.replaceAll(Map.of(ACME, sound(first)));

        book.replace(Map.of(ACME, FAULTY));
        assertThat(book.of(ACME)).isSameAs(first);
        assertThat(book.faulty()).containsExactly("acme");

        book.replace(Map.of(ACME, sound(second)));
        assertThat(book.of(ACME)).isSameAs(second);
        assertThat(book.faulty()).isEmpty();
    }

    @Test
    void aTenantThatNeverHadAGoodOneIsDeniedEverything() {
        book.replaceAll(Map.of(ACME, FAULTY, OTHER, sound(first)));

        assertThat(book.of(ACME)).isNotIn(builtIn, first, second);
        assertThat(book.of(OTHER)).isSameAs(first);
        assertThat(book.loaded()).isTrue();
    }

    @Test
    void whoIsNotNamedKeepsOrLosesWhatItHas() {
        book.replaceAll(Map.of(ACME, sound(first)));
        book.replace(Map.of(OTHER, sound(second)));
        assertThat(book.of(ACME)).isSameAs(first);

        book.replaceAll(Map.of(OTHER, sound(second)));
        assertThat(book.of(ACME)).isSameAs(builtIn);
    }

    @Test
    void replacingEverythingKeepsTheLastGoodOfAFaultyTenant() {
        book.replaceAll(Map.of(ACME, sound(first)));

        book.replaceAll(Map.of(ACME, FAULTY));

        assertThat(book.of(ACME)).isSameAs(first);
    }
}
