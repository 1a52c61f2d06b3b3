// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.shadow.change.Manner;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.schedule.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms something is written; what is not well formed is a 400 problem.
 *
 * @param minimal whether the caller wants to see nothing of the result
 */
record Terms(Expectation expected, Manner manner, boolean dryRun, boolean minimal) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    static Terms of(WriteOptions options) {
        return new Terms(
                expected(options),
                new Manner(false, timing(options), OptionalLong.empty()),
                flag("dryRun", options.dryRun),
                minimal(options.prefer));
    }

    private static Expectation expected(WriteOptions options) {
        var each = new ArrayList<Expectation>();
        if (options.ifMatch != null) {
            each.add(EntityTags.required(options.ifMatch));
        }
        if (options.ifNoneMatch != null) {
            each.add(EntityTags.nothing(options.ifNoneMatch));
        }
        if (options.when != null) {
            each.add(new Expectation.When(ConditionText.parse(options.when)));
        }
        return each.isEmpty() ? Expectation.NONE : one(each);
    }

    private static Expectation one(List<Expectation> each) {
        return each.size() == 1 ? each.getFirst() : new Expectation.All(each);
    }

    private static Timing timing(WriteOptions options) {
        return new Timing(
                Optional.ofNullable(options.notBefore).map(text -> Times.parse("notBefore", text)),
                ttl(options.ttl));
    }

    private static Optional<Duration> ttl(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text))
                    .filter(ttl -> ttl.compareTo(SHORTEST) >= 0)
                    .or(() -> {
                        throw Problems.invalid("ttl must be at least a millisecond.");
                    });
        } catch (DateTimeException | ArithmeticException malformed) {
            throw Problems.invalid("ttl must be a duration such as PT1H.");
        }
    }

    /** Strict: what was meant as a dry run must never be carried out. */
    static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw Problems.invalid(name + " is true or false.");
        };
    }

    private static boolean minimal(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split(",", -1))
                        .map(String::strip)
                        .anyMatch("return=minimal"::equalsIgnoreCase);
    }
}
