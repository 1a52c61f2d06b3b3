// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import io.muster.acl.decision.Action;
import io.muster.acl.policy.CallerRule;
import io.muster.platform.topic.TopicFilter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about one action.
 *
 * @param filter null when the rule's resource is no filter as brokers know them
 */
record Part(CallerRule rule, Action action, @Nullable TopicFilter filter) {

    static Stream<Part> of(CallerRule rule) {
        var filter = TopicFilter.parse(rule.filter()).orElse(null);
        return rule.actions().stream().sorted().map(action -> new Part(rule, action, filter));
    }

    boolean denies() {
        return rule.denies();
    }

    /** Whether a topic may belong to both. */
    boolean meets(Part other) {
        return filter == null || other.filter == null || filter.meets(other.filter);
    }
}
