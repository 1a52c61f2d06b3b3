// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.util.List;
import java.util.Optional;

/**
 * The path of an EST request. The label stands before the operation; or, for clients that know no
 * labels but keep the path of the URL they are given, before {@code /.well-known}.
 */
record EstPath(Optional<String> label, EstOperation operation) {

    private static final List<String> ROOT = List.of(".well-known", "est");

    /** Reads the path of a URL; empty when it is none of EST's. */
    static Optional<EstPath> parse(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        var segments = List.of(path.substring(1).split("/", -1));
        int root = segments.indexOf(ROOT.getFirst());
        boolean formed =
                (root == 0 || root == 1)
                        && segments.size() > root + ROOT.size()
                        && segments.subList(root, root + ROOT.size()).equals(ROOT);
        return formed ? parse(segments.subList(0, root), segments, root) : Optional.empty();
    }

    private static Optional<EstPath> parse(List<String> prefix, List<String> segments, int root) {
        var rest = segments.subList(root + ROOT.size(), segments.size());
        boolean labelled = rest.size() == 2 && prefix.isEmpty();
        if (!labelled && rest.size() != 1) {
            return Optional.empty();
        }
        var label = prefix.isEmpty() ? rest.subList(0, rest.size() - 1) : prefix;
        return EstOperation.parse(rest.getLast())
                .filter(_ -> label.stream().noneMatch(EstPath::isOperation))
                .map(operation -> new EstPath(label.stream().findFirst(), operation));
    }

    /** A label named like an operation would make paths ambiguous. */
    private static boolean isOperation(String segment) {
        return EstOperation.parse(segment).isPresent();
    }
}
