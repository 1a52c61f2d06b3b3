// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import io.muster.bench.acl.fleet.FleetRule;

/**
 * How rules' patterns and asked topics compare, level by level, for engines that know nothing of
 * topics.
 */
final class Levels {

    private Levels() {}

    /** Says whether a pattern covers all of a topic name or filter: what an allowing rule must. */
    static boolean contain(String[] pattern, String[] asked, String own) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("#")) {
                return true;
            }
            if (i == asked.length || !covers(rendered(pattern[i], own), asked[i])) {
                return false;
            }
        }
        return pattern.length == asked.length;
    }

    private static boolean covers(String level, String asked) {
        return level.equals("+") ? !asked.equals("#") : level.equals(asked);
    }

    /** Says whether some topic matches both: where a denying rule applies to a subscription. */
    static boolean meet(String[] pattern, String[] filter, String own) {
        for (int i = 0; i < Math.max(pattern.length, filter.length); i++) {
            if (at(pattern, i).equals("#") || at(filter, i).equals("#")) {
                return true;
            }
            if (i == pattern.length
                    || i == filter.length
                    || !compatible(rendered(pattern[i], own), filter[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean compatible(String level, String asked) {
        return level.equals("+") || asked.equals("+") || level.equals(asked);
    }

    private static String at(String[] levels, int index) {
        return index < levels.length ? levels[index] : "";
    }

    private static String rendered(String level, String own) {
        return level.equals(FleetRule.OWN) ? own : level;
    }
}
