// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What brokers make of the lists that they are told, written down from their sources as plainly as
 * possible, with what is odd about them. Empty where no rule of the list fits.
 */
public final class BrokerJudges {

    private BrokerJudges() {}

    /** The judgement of the broker that takes this form. */
    public static Optional<Boolean> judge(
            Form form, JsonNode rules, Action action, String topic, boolean retain) {
        return switch (form) {
            case EMQX, RMQTT -> listed(form, rules, action, topic, retain);
            case HIVEMQ -> hiveMq(rules, action, topic, retain);
        };
    }

    private static Optional<Boolean> listed(
            Form form, JsonNode rules, Action action, String topic, boolean retain) {
        for (var rule : rules) {
            boolean kept = !retain || rule.path("retain").asBoolean(true);
            if (rule.path("action").asText().equals(action.wireName()) && kept) {
                var filter = rule.path("topic").asText();
                if (form == Form.EMQX ? emqxFits(topic, filter) : rmqttFits(topic, filter)) {
                    return Optional.of(rule.path("permission").asText().equals("allow"));
                }
            }
        }
        return Optional.empty();
    }

    /** EMQX, {@code emqx_topic:match}: also filters that are subscribed to are taken for topics. */
    private static boolean emqxFits(String topic, String filter) {
        boolean internal = topic.startsWith("$");
        boolean wildcard = filter.startsWith("+") || filter.startsWith("#");
        return !(internal && wildcard) && emqxFits(levels(topic), levels(filter));
    }

    private static boolean emqxFits(List<String> topic, List<String> filter) {
        if (filter.equals(List.of("#"))) {
            return true;
        }
        if (topic.isEmpty() || filter.isEmpty()) {
            return topic.isEmpty() && filter.isEmpty();
        }
        return (filter.getFirst().equals("+") || filter.getFirst().equals(topic.getFirst()))
                && emqxFits(topic.subList(1, topic.size()), filter.subList(1, filter.size()));
    }

    /**
     * RMQTT, the macro {@code matches!}: a wildcard on a level with a dollar sign ends the loop.
     */
    private static boolean rmqttFits(String topic, String filter) {
        var rule = levels(filter);
        int at = 0;
        for (var level : levels(topic)) {
            if (at == rule.size()) {
                return false;
            }
            var mine = rule.get(at++);
            if (mine.equals("#")) {
                return !level.startsWith("$");
            }
            if (mine.equals("+") && level.startsWith("$")) {
                break;
            }
            if (!mine.equals("+") && !mine.equals(level)) {
                return false;
            }
        }
        return at == rule.size() || rule.get(at).equals("#");
    }

    /** HiveMQ, {@code DefaultPermissionsEvaluator}. */
    private static Optional<Boolean> hiveMq(
            JsonNode rules, Action action, String topic, boolean retain) {
        for (var rule : rules) {
            boolean unretained = rule.path("publishRetain").asText().equals("NOT_RETAINED");
            if (rule.path("activity").asText().equalsIgnoreCase(action.wireName())
                    && !(retain && unretained)
                    && hiveMqFits(topic, rule.path("topicFilter").asText())) {
                return Optional.of(rule.path("type").asText().equals("ALLOW"));
            }
        }
        return Optional.empty();
    }

    private static boolean hiveMqFits(String topic, String permission) {
        var filter = withoutLastSlashes(permission);
        if (!filter.contains("+") && !filter.contains("#")) {
            return filter.equals(topic.length() > 1 ? withoutLastSlashes(topic) : topic);
        }
        return hiveMqFits(levels(topic), levels(filter));
    }

    private static boolean hiveMqFits(List<String> topic, List<String> filter) {
        for (int i = 0; i < Math.min(topic.size(), filter.size()); i++) {
            if (!filter.get(i).equals(topic.get(i))) {
                if (filter.get(i).equals("#")) {
                    return true;
                }
                if (!filter.get(i).equals("+")) {
                    return false;
                }
            }
        }
        int longer = filter.size() - topic.size();
        return longer == 0 || (longer == 1 && filter.getLast().equals("#"));
    }

    private static String withoutLastSlashes(String text) {
        return text.replaceAll("/+$", "");
    }

    private static List<String> levels(String text) {
        return Arrays.asList(text.split("/", -1));
    }
}
