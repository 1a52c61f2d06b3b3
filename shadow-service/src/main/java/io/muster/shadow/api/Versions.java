// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.shadow.store.ShadowHistory.Span;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of versions in requests. */
final class Versions {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Versions() {}

    /** The number of a version; anything else is a 400 problem that names the parameter. */
    static long parse(String parameter, @Nullable String text) {
        return number(text)
                .orElseThrow(
                        () -> Problems.invalid(parameter + " must be the number of a version."));
    }

    /** From one version or time to another, both included; without limits where nothing is said. */
    static Span span(@Nullable String from, @Nullable String to) {
        var first = number(from);
        var last = number(to);
        return new Span(
                first.orElse(0),
                last.orElse(Long.MAX_VALUE),
                from == null || first.isPresent() ? EARLIEST : Times.parse("from", from),
                to == null || last.isPresent() ? LATEST : Times.parse("to", to));
    }

    private static OptionalLong number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
