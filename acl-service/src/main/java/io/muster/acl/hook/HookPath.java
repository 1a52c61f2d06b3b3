// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path of a hook: {@code /hooks/{broker}/{dialect}/{operation}}, or with the secret before the
 * dialect for brokers that can't send a header. The dialect is recognised also where the rest is
 * wrong, since even then it must be answered in its own words.
 *
 * @param secret null when it comes in a header
 * @param operation what follows the dialect; null when nothing does
 */
record HookPath(
        String broker, Dialect dialect, @Nullable String secret, @Nullable String operation) {

    static final String ROOT = "/hooks/";

    static Optional<HookPath> parse(String path) {
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        var segments = Arrays.asList(path.substring(ROOT.length()).split("/", -1));
        return withoutSecret(segments).or(() -> withSecret(segments));
    }

    private static Optional<HookPath> withoutSecret(List<String> segments) {
        return dialect(segments, 1)
                .map(dialect ->
                        new HookPath(segments.getFirst(), dialect, null, operation(segments, 2)));
    }

    private static Optional<HookPath> withSecret(List<String> segments) {
        return dialect(segments, 2)
                .map(dialect ->
                        new HookPath(
                                segments.getFirst(),
                                dialect,
                                segments.get(1),
                                operation(segments, 3)));
    }

    private static Optional<Dialect> dialect(List<String> segments, int index) {
        return segments.size() > index ? Dialect.of(segments.get(index)) : Optional.empty();
    }

    private static @Nullable String operation(List<String> segments, int from) {
        return segments.size() > from
                ? String.join("/", segments.subList(from, segments.size()))
                : null;
    }

    /** Never with the secret. */
    @Override
    public String toString() {
        return ROOT + broker + "/…/" + dialect.wireName() + "/" + operation;
    }
}
