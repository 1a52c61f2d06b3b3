// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import java.util.List;
import java.util.function.ToLongFunction;

/** All rounds of one candidate. */
record Score(Candidate candidate, List<Tally> rounds) {

    Score {
        rounds = List.copyOf(rounds);
    }

    long ok() {
        return rounds.stream().filter(Tally::ok).count();
    }

    long failed() {
        return rounds.size() - ok();
    }

    String line() {
        return "%-9s rounds ok %d, failed %d; messages lost %d, doubled %d; stalls %d"
                .formatted(
                        candidate.channel(),
                        ok(),
                        failed(),
                        sum(Tally::lost),
                        sum(Tally::doubled),
                        stalls());
    }

    String json() {
        return ("{\"candidate\":\"%s\",\"ok\":%d,\"failed\":%d,\"lost\":%d,\"doubled\":%d,"
                        + "\"stalls\":%d}")
                .formatted(
                        candidate.channel(),
                        ok(),
                        failed(),
                        sum(Tally::lost),
                        sum(Tally::doubled),
                        stalls());
    }

    private long stalls() {
        return rounds.stream().filter(Tally::stalled).count();
    }

    private long sum(ToLongFunction<Tally> count) {
        return rounds.stream().mapToLong(count).sum();
    }
}
