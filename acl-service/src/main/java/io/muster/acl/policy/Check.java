// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One thing that a condition asks. */
sealed interface Check
        permits ClientIdPattern,
                Comparison,
                TimeWindow,
                Check.QosAmong,
                Check.Retained,
                Check.Shared,
                Check.From,
                Check.OriginAmong,
                Check.Tls,
                Check.NotBefore,
                Check.NotAfter {

    Truth test(Situation situation);

    /** What has to be known; otherwise the answer is unknown. */
    Fact fact();

    /** When the answer may next be another one than now, by the clock alone; null when never. */
    default @Nullable Instant nextEdge(Instant now) {
        return null;
    }

    /** {@code qos_max} and {@code qos_in}. */
    record QosAmong(Set<Integer> wanted) implements Check {

        public QosAmong {
            wanted = Set.copyOf(wanted);
        }

        @Override
        public Truth test(Situation situation) {
            if (!situation.carriesQos()) {
                return Truth.FALSE;
            }
            var qos = situation.knownQos();
            return qos == null ? Truth.UNKNOWN : Truth.of(wanted.contains(qos));
        }

        @Override
        public Fact fact() {
            return Fact.QOS;
        }
    }

    /** {@code retain}. */
    record Retained(boolean wanted) implements Check {
        @Override
        public Truth test(Situation situation) {
            if (!situation.carriesRetain()) {
                return Truth.FALSE;
            }
            return wanted ? situation.retained() : situation.retained().not();
        }

        @Override
        public Fact fact() {
            return Fact.RETAIN;
        }
    }

    /** {@code shared}: unknown where the broker hides share groups. */
    record Shared(boolean wanted) implements Check {
        @Override
        public Truth test(Situation situation) {
            if (!situation.carriesShared()) {
                return Truth.FALSE;
            }
            return wanted ? situation.shared() : situation.shared().not();
        }

        @Override
        public Fact fact() {
            return Fact.SHARED;
        }
    }

    /** {@code ip_range}. */
    record From(AddressRanges ranges) implements Check {
        @Override
        public Truth test(Situation situation) {
            return ranges.test(situation.caller().origin().ip());
        }

        @Override
        public Fact fact() {
            return Fact.IP;
        }
    }

    /** {@code listener} and {@code protocol}. */
    record OriginAmong(Fact fact, Function<Caller, @Nullable String> source, Set<String> wanted)
            implements Check {

        public OriginAmong {
            wanted = Set.copyOf(wanted);
        }

        @Override
        public Truth test(Situation situation) {
            var actual = source.apply(situation.caller());
            return actual == null ? Truth.UNKNOWN : Truth.of(wanted.contains(actual));
        }
    }

    /** {@code tls}. */
    record Tls(boolean wanted) implements Check {
        @Override
        public Truth test(Situation situation) {
            var actual = situation.caller().origin().tls();
            return actual == null ? Truth.UNKNOWN : Truth.of(actual == wanted);
        }

        @Override
        public Fact fact() {
            return Fact.TLS;
        }
    }

    /** {@code not_before}: true from that instant on. */
    record NotBefore(Instant first) implements Check {
        @Override
        public Truth test(Situation situation) {
            return Truth.of(!situation.now().isBefore(first));
        }

        @Override
        public Fact fact() {
            return Fact.TIME;
        }

        @Override
        public @Nullable Instant nextEdge(Instant now) {
            return now.isBefore(first) ? first : null;
        }
    }

    /** {@code not_after}: still true at that instant. */
    record NotAfter(Instant last) implements Check {
        @Override
        public Truth test(Situation situation) {
            return Truth.of(!situation.now().isAfter(last));
        }

        @Override
        public Fact fact() {
            return Fact.TIME;
        }

        @Override
        public @Nullable Instant nextEdge(Instant now) {
            return now.isAfter(last) ? null : last.plusNanos(1);
        }
    }
}
