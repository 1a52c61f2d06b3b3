// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.fleet;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a tenant with many sites, ten rules each: devices' own topics by a variable,
 * topics of the site by name, conditions on address and quality of service, and denials, one of
 * which begins with a wildcard.
 */
public record Fleet(int sites) {

    /** How many rules a site has. */
    public static final int RULES_PER_SITE = 10;

    private static final Set<Act> PUBLISH = EnumSet.of(Act.PUBLISH);
    private static final Set<Act> SUBSCRIBE = EnumSet.of(Act.SUBSCRIBE);
    private static final Set<Act> BOTH = EnumSet.allOf(Act.class);

    /** As many sites as make so many rules. */
    public static Fleet ofRules(int rules) {
        return new Fleet(rules / RULES_PER_SITE);
    }

    static String site(int number) {
        return "site-" + number;
    }

    /** The addresses of a site's own network begin so. */
    static String addresses(int number) {
        return "10." + number / 256 + "." + number % 256 + ".";
    }

    /** All rules of all sites. */
    public List<FleetRule> rules() {
        var rules = new ArrayList<FleetRule>();
        for (int number = 0; number < sites; number++) {
            addOwnTopics(rules, site(number));
            addTopicsOfSite(rules, site(number), addresses(number) + "0/24");
            addDenials(rules, site(number));
        }
        return rules;
    }

    private static void addOwnTopics(List<FleetRule> rules, String site) {
        rules.add(allow(site, "tele", PUBLISH, "fleet", site, FleetRule.OWN, "tele", "#"));
        rules.add(allow(site, "cmd", SUBSCRIBE, "fleet", site, FleetRule.OWN, "cmd", "#"));
        rules.add(
                limited(
                        allow(site, "state", PUBLISH, "fleet", site, FleetRule.OWN, "state"),
                        null,
                        1));
    }

    private static void addTopicsOfSite(List<FleetRule> rules, String site, String network) {
        rules.add(allow(site, "line-state", SUBSCRIBE, "site", site, "line-0", "+", "state"));
        rules.add(allow(site, "alarms", BOTH, "site", site, "alarms", "#"));
        rules.add(allow(site, "count", PUBLISH, "site", site, "line-1", "+", "count"));
        var service = allow(site, "service", PUBLISH, "site", site, "service", "+");
        rules.add(limited(service, network, FleetRule.ANY_QOS));
        rules.add(allow(site, "news", SUBSCRIBE, "news", site, "#"));
    }

    private static void addDenials(List<FleetRule> rules, String site) {
        rules.add(deny(site, "safety", BOTH, "site", site, "alarms", "safety", "#"));
        rules.add(deny(site, "keys", SUBSCRIBE, "+", site, "+", "cmd", "keys"));
    }

    private static FleetRule allow(String site, String name, Set<Act> acts, String... levels) {
        return new FleetRule(
                site + "-" + name, false, acts, List.of(levels), site, null, FleetRule.ANY_QOS);
    }

    private static FleetRule deny(String site, String name, Set<Act> acts, String... levels) {
        return new FleetRule(
                site + "-" + name, true, acts, List.of(levels), null, null, FleetRule.ANY_QOS);
    }

    private static FleetRule limited(FleetRule rule, @Nullable String network, int maxQos) {
        return new FleetRule(
                rule.id(),
                rule.denies(),
                rule.acts(),
                rule.levels(),
                rule.group(),
                network,
                maxQos);
    }
}
