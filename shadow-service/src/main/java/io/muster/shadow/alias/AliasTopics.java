// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.platform.topic.TopicName;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.store.ShadowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics below one prefix: {@code {prefix}/things/{thing}/shadow/{operation}} of the classic
 * shadow, and with {@code name/{shadow}} before the operation of a named one. The broker's hook
 * lets only a thing itself publish there, so that a topic is as good as the thing's identity.
 *
 * @param prefix its levels; the last one may stand for the tenant
 * @param tenant whose things these are if the prefix does not say it
 */
record AliasTopics(List<String> prefix, TenantId tenant) {

    private static final String TENANT = "{tenant}";
    private static final String THINGS = "things";
    private static final String SHADOW = "shadow";
    private static final String NAME = "name";

    AliasTopics {
        prefix = List.copyOf(prefix);
    }

    /** What a topic asks for. */
    sealed interface Parsed {}

    /** A request to a shadow; answers go to {@code topic} and one more level. */
    record Request(ShadowKey key, Operation operation, String topic) implements Parsed {

        String accepted() {
            return topic + "/accepted";
        }

        String rejected() {
            return topic + "/rejected";
        }
    }

    /** A request whose thing or shadow can't have that name; it can still be answered. */
    record Misnamed(Operation operation, String topic) implements Parsed {

        String rejected() {
            return topic + "/rejected";
        }
    }

    /** Nothing that is asked for here. */
    record Unknown() implements Parsed {}

    /** What clients may ask for. */
    enum Operation {
        GET("get"),
        UPDATE("update"),
        DELETE("delete");

        private final String level;

        Operation(String level) {
            this.level = level;
        }

        String level() {
            return level;
        }

        static Optional<Operation> named(String level) {
            return Arrays.stream(values()).filter(o -> o.level.equals(level)).findFirst();
        }
    }

    /** Reads the setting; throws when it is no beginning of a topic. */
    static AliasTopics of(String prefix, String tenant) {
        var levels = List.of(prefix.split("/", -1));
        int last = levels.size() - 1;
        boolean sound =
                TopicName.parse(prefix).isPresent()
                        && levels.stream().noneMatch(String::isEmpty)
                        && levels.indexOf(TENANT) != 0
                        && !levels.subList(0, last).contains(TENANT);
        if (!sound) {
            throw new IllegalArgumentException(
                    "muster.shadow.alias.prefix is not the beginning of a topic: " + prefix);
        }
        return new AliasTopics(levels, new TenantId(tenant));
    }

    /** All requests, as they are subscribed to one by one. */
    Set<String> requests() {
        return Arrays.stream(Operation.values())
                .map(Operation::level)
                .flatMap(level ->
                        Stream.of(
                                below("+", THINGS, "+", SHADOW, level),
                                below("+", THINGS, "+", SHADOW, NAME, "+", level)))
                .collect(Collectors.toSet());
    }

    /** Where the broker is tried out. */
    String probe() {
        return below(tenant.value());
    }

    /** How many levels name a thing. */
    int keyLevels() {
        return prefix.size() + 2;
    }

    /** A topic of a shadow; empty when it has none here: another tenant's, or named otherwise. */
    Optional<String> of(ShadowKey key, String... rest) {
        boolean here = namesTenant() || key.tenant().equals(tenant);
        return here && AliasNames.thing(key.device().value()).isPresent()
                ? Optional.of(topic(key, rest))
                : Optional.empty();
    }

    private String topic(ShadowKey key, String... rest) {
        var levels = new ArrayList<>(List.of(THINGS, key.device().value(), SHADOW));
        if (!AliasNames.isClassic(key.name())) {
            levels.add(NAME);
            levels.add(key.name().value());
        }
        levels.addAll(List.of(rest));
        return below(key.tenant().value(), levels.toArray(String[]::new));
    }

    private String below(String tenantLevel, String... rest) {
        var root = prefix.stream().map(level -> level.equals(TENANT) ? tenantLevel : level);
        return Stream.concat(root, Stream.of(rest)).collect(Collectors.joining("/"));
    }

    private boolean namesTenant() {
        return prefix.getLast().equals(TENANT);
    }

    /** What a message on this topic asks for. */
    Parsed parse(String topic) {
        var levels = TopicName.parse(topic).map(TopicName::levels).orElse(List.of());
        int root = prefix.size();
        if (levels.size() < root + 4
                || !levels.get(root).equals(THINGS)
                || !levels.get(root + 2).equals(SHADOW)) {
            return new Unknown();
        }
        return tenantOf(levels)
                .flatMap(owner ->
                        Operation.named(levels.getLast())
                                .flatMap(operation -> parse(owner, operation, topic, levels)))
                .orElseGet(Unknown::new);
    }

    private Optional<TenantId> tenantOf(List<String> levels) {
        for (int i = 0; i < prefix.size(); i++) {
            if (!prefix.get(i).equals(TENANT) && !prefix.get(i).equals(levels.get(i))) {
                return Optional.empty();
            }
        }
        return namesTenant() ? TenantId.parse(levels.get(prefix.size() - 1)) : Optional.of(tenant);
    }

    private Optional<Parsed> parse(
            TenantId owner, Operation operation, String topic, List<String> levels) {
        var thing = AliasNames.thing(levels.get(prefix.size() + 1));
        var rest = levels.subList(prefix.size() + 3, levels.size() - 1);
        if (rest.isEmpty()) {
            return Optional.of(
                    request(owner, thing, Optional.of(AliasNames.CLASSIC), operation, topic));
        }
        return rest.size() == 2 && rest.getFirst().equals(NAME)
                ? Optional.of(
                        request(owner, thing, AliasNames.shadow(rest.getLast()), operation, topic))
                : Optional.empty();
    }

    private static Parsed request(
            TenantId owner,
            Optional<DeviceId> thing,
            Optional<ShadowName> name,
            Operation operation,
            String topic) {
        return thing.isPresent() && name.isPresent()
                ? new Request(new ShadowKey(owner, thing.get(), name.get()), operation, topic)
                : new Misnamed(operation, topic);
    }
}
