// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.query.Comparison;
import io.muster.platform.query.Field;
import io.muster.platform.query.Parameters;
import io.muster.registry.identity.GroupPath;
import java.util.stream.Collectors;

/** The groups that a device is in, by itself or by a group below. */
final class GroupField implements Field {

    private static final String MEMBER =
            """
            EXISTS (SELECT 1 FROM group_member gm JOIN device_group g ON g.tenant_id = gm.tenant_id AND g.id = gm.group_id
            WHERE gm.tenant_id = d.tenant_id AND gm.device_id = d.id AND NOT g.deleted AND (%s))\
            """;

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL, IN, ANY -> MEMBER.formatted(paths(comparison, parameters));
            case NOT_EQUAL, OUT -> "NOT " + MEMBER.formatted(paths(comparison, parameters));
            case EXISTS -> (comparison.flag() ? "" : "NOT ") + MEMBER.formatted("true");
            case ALL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> throw comparison.unfit();
        };
    }

    private static String paths(Comparison comparison, Parameters parameters) {
        return comparison.arguments().stream()
                .map(text -> within(path(comparison, text), parameters))
                .collect(Collectors.joining(" OR "));
    }

    private static GroupPath path(Comparison comparison, String text) {
        return GroupPath.parse(text)
                .orElseThrow(() -> comparison.unfit("paths of groups such as /site1/floor2"));
    }

    private static String within(GroupPath path, Parameters parameters) {
        return "g.path = %s OR (g.path >= %s AND g.path < %s)"
                .formatted(
                        parameters.add(path.value()),
                        parameters.add(path.below()),
                        parameters.add(path.behind()));
    }
}
