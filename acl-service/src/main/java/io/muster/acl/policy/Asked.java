// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.platform.topic.SharedFilter;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.List;
import java.util.Optional;

/**
 * What is really asked about: prefixes by which a client tells its broker how to deliver are taken
 * off, and what is left is judged. A prefix within a prefix is malformed.
 */
sealed interface Asked {

    /** None where there is nothing to judge by them. */
    List<String> levels();

    /** Connecting, which has no topic. */
    Asked CONNECTION = new Name(List.of());

    /** One topic. */
    record Name(List<String> levels) implements Asked {}

    /**
     * A set of topics.
     *
     * @param receiptsAsked whether the broker asks again for each message
     */
    record Filter(List<String> levels, Truth shared, boolean receiptsAsked) implements Asked {}

    /** Nothing that a client may ask for. */
    record Malformed() implements Asked {
        @Override
        public List<String> levels() {
            return List.of();
        }
    }

    static Asked of(Ask ask) {
        return switch (ask) {
            case Publish(var topic, _, _) -> published(topic);
            case LeaveWill(var topic, _, _) -> published(topic);
            case Receive(var topic, _, _) -> name(TopicName.parse(topic));
            case Subscribe(var filter, _, var visible, var asked) -> filter(filter, visible, asked);
            // Nothing is delivered for it, so that whoever could subscribe anywhere may end it.
            case Unsubscribe(var filter, var visible) -> filter(filter, visible, true);
        };
    }

    private static Asked published(String topic) {
        return name(TopicName.parse(topic).flatMap(Prefixes::undelayed));
    }

    private static Asked name(Optional<TopicName> name) {
        return name.<Asked>map(topic -> new Name(topic.levels())).orElseGet(Malformed::new);
    }

    private static Asked filter(String text, boolean shareVisible, boolean receiptsAsked) {
        if (SharedFilter.claims(text)) {
            var inner = SharedFilter.parse(text).map(SharedFilter::filter);
            return filter(inner.flatMap(Prefixes::plain), Truth.TRUE, receiptsAsked);
        }
        var filter = TopicFilter.parse(text);
        if (filter.filter(Prefixes::queued).isPresent()) {
            return filter(filter.flatMap(Prefixes::inner), Truth.TRUE, receiptsAsked);
        }
        var shared = shareVisible ? Truth.FALSE : Truth.UNKNOWN;
        return filter(filter.flatMap(Prefixes::inner), shared, receiptsAsked);
    }

    private static Asked filter(Optional<TopicFilter> filter, Truth shared, boolean receiptsAsked) {
        return filter.<Asked>map(inner -> new Filter(inner.levels(), shared, receiptsAsked))
                .orElseGet(Malformed::new);
    }
}
