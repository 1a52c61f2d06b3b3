// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.query.Comparison;
import io.muster.platform.query.Field;
import io.muster.platform.query.Parameters;
import io.muster.registry.identity.GroupPath;

/**
 * The groups that a device is in, by itself or by a group below. The value is of {@link
 * GroupIds.Paths}: who executes the statement has ids put in its place.
 */
final class GroupField implements Field {

    private static final String SOME =
            """
            EXISTS (SELECT 1 FROM group_member gm JOIN device_group g ON g.tenant_id = gm.tenant_id AND g.id = gm.group_id
            WHERE gm.tenant_id = d.tenant_id AND gm.device_id = d.id AND NOT g.deleted)\
            """;

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL, IN, ANY -> within(comparison, parameters);
            case NOT_EQUAL, OUT -> "NOT " + within(comparison, parameters);
            case EXISTS -> comparison.flag() ? SOME : "NOT " + SOME;
            case ALL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> throw comparison.unfit();
        };
    }

    private static String within(Comparison comparison, Parameters parameters) {
        var paths = comparison.arguments().stream().map(text -> path(comparison, text)).toList();
        return "EXISTS (SELECT 1 FROM group_member gm WHERE gm.tenant_id = d.tenant_id"
                + " AND gm.device_id = d.id AND gm.group_id = ANY("
                + parameters.add(new GroupIds.Paths(paths))
                + "::uuid[]))";
    }

    private static GroupPath path(Comparison comparison, String text) {
        return GroupPath.parse(text)
                .orElseThrow(() -> comparison.unfit("paths of groups such as /site1/floor2"));
    }
}
