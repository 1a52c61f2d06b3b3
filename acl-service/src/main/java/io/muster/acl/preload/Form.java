// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Action;
import io.muster.acl.preload.Omission.Cause;
import io.muster.platform.topic.TopicFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a broker takes rules, and how it compares topics with them, which none does as
 * MQTT does. In each of them the first rule that fits decides, so that denies go first, and a
 * subscription is compared as if its filter were a topic: a rule {@code a/+} lets {@code a/#} in.
 */
public enum Form {
    /** The list {@code acl} of EMQX's HTTP authentication; what it says nothing about is asked. */
    EMQX(true) {
        @Override
        boolean reads(TopicFilter filter) {
            return plain(filter.value());
        }

        @Override
        boolean deniesAlike(TopicFilter filter) {
            return true;
        }

        @Override
        boolean allowsAlike(Action action, TopicFilter filter) {
            return Shape.ordinary(filter)
                    && (action == Action.PUBLISH || Shape.closedToFilters(filter));
        }
    },

    /**
     * The list {@code acl} of rmqtt-auth-http; what it says nothing about is asked. Its wildcards
     * stop at a level that begins with a dollar sign, wherever that is: {@code #} then does not
     * fit, and a last {@code +} fits whatever follows.
     */
    RMQTT(true) {
        @Override
        boolean reads(TopicFilter filter) {
            var levels = filter.levels();
            boolean internal = levels.stream().skip(1).anyMatch(level -> level.startsWith("$"));
            return plain(filter.value()) && !internal;
        }

        @Override
        boolean deniesAlike(TopicFilter filter) {
            return Shape.literal(filter);
        }

        @Override
        boolean allowsAlike(Action action, TopicFilter filter) {
            return Shape.ordinary(filter)
                    && !Shape.endsWithOne(filter)
                    && (action == Action.PUBLISH || Shape.closedToFilters(filter));
        }
    },

    /**
     * HiveMQ's default permissions, with {@code DENY} as their default. It takes slashes off the
     * end of topics before it compares them with a filter without wildcards, and does not know that
     * wildcards stay away from the broker's own topics: then it denies more than we do, which is no
     * harm, and would allow more, which is.
     */
    HIVEMQ(false) {
        @Override
        boolean reads(TopicFilter filter) {
            return !filter.value().endsWith("/");
        }

        @Override
        boolean deniesAlike(TopicFilter filter) {
            return true;
        }

        @Override
        boolean allowsAlike(Action action, TopicFilter filter) {
            return Shape.ordinary(filter)
                    && !Shape.literal(filter)
                    && (action == Action.PUBLISH || Shape.closedToFilters(filter));
        }

        @Override
        void write(ObjectNode json, Part part) {
            var activity = part.action().wireName().toUpperCase(Locale.ROOT);
            json.put("topicFilter", part.rule().filter());
            json.put("type", part.denies() ? "DENY" : "ALLOW").put("activity", activity);
            if (unretained(part)) {
                json.put("publishRetain", "NOT_RETAINED");
            }
        }
    };

    private final boolean asks;

    Form(boolean asks) {
        this.asks = asks;
    }

    /** The form of this name. */
    public static Optional<Form> of(String wireName) {
        return Arrays.stream(values()).filter(form -> form.wireName().equals(wireName)).findAny();
    }

    /** The name in questions and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the broker asks about what the list says nothing about; otherwise it denies it. */
    public boolean asks() {
        return asks;
    }

    /** Whether the broker reads the filter's text as it is. */
    abstract boolean reads(TopicFilter filter);

    /** Whether a rule that denies keeps out what it should; where the broker asks, no more. */
    abstract boolean deniesAlike(TopicFilter filter);

    /** Whether a rule that allows lets in what it should, and no more. */
    abstract boolean allowsAlike(Action action, TopicFilter filter);

    /** What keeps the broker from being told, as far as this rule alone is concerned. */
    @Nullable Cause hindrance(Part part) {
        if (part.action() != Action.PUBLISH && part.action() != Action.SUBSCRIBE) {
            return Cause.NOT_ASKED;
        }
        if (!part.rule().constant()) {
            return Cause.CONDITIONAL;
        }
        var filter = part.filter();
        if (filter == null || !reads(filter)) {
            return Cause.PLACEHOLDER;
        }
        boolean alike = part.denies() ? deniesAlike(filter) : allowsAlike(part.action(), filter);
        return alike ? null : Cause.COMPARED_OTHERWISE;
    }

    ArrayNode json(List<Part> parts) {
        var json = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> write(json.addObject(), part));
        return json;
    }

    /** As EMQX and, after it, RMQTT have it. */
    void write(ObjectNode json, Part part) {
        json.put("permission", part.denies() ? "deny" : "allow");
        json.put("action", part.action().wireName()).put("topic", part.rule().filter());
        if (unretained(part)) {
            json.put("retain", false);
        }
    }

    /** A message to be kept needs one more right, and is not allowed in advance. */
    private static boolean unretained(Part part) {
        return !part.denies() && part.action() == Action.PUBLISH;
    }

    /** Whether it has neither placeholders nor the prefix for texts that are compared literally. */
    private static boolean plain(String filter) {
        return !filter.contains("${") && !filter.startsWith("eq ");
    }
}
