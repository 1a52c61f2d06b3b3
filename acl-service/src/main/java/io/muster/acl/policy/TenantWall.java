// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Subject;
import java.util.List;

/**
 * Keeps tenants apart that share a broker. Below {@code d/}, {@code p/} and {@code events/} the
 * next level names a tenant: an identity of a tenant reaches no topic there but its own tenant's,
 * and publishes nothing below {@code events/}, which belongs to our services. What these tell each
 * other of secrets, nobody else hears. They have no tenant, and stand outside of the wall.
 *
 * <p>The policy language can't say this: it has no way to name "any level but mine". Topics are
 * looked at as text, since what is malformed is refused anyway and this is asked for every message.
 */
public final class TenantWall implements Wall {

    private static final String EVENTS = "events";
    private static final String REGISTRY = "registry";
    private static final String SECRETS = "credential.";
    private static final int SECRETS_LEVELS = 4;
    private static final List<String> SPACES = List.of("d", "p", EVENTS);
    private static final List<String> OVER_EVENTS = List.of(EVENTS, "+", "#");

    /** Brokers take these off, with as many levels, before they look at the rest. */
    private enum Prefix {
        SHARE("$share/", 2),
        DELAYED("$delayed/", 2),
        QUEUE("$queue/", 1),
        EXCLUSIVE("$exclusive/", 1);

        private final String text;
        private final int levels;

        Prefix(String text, int levels) {
            this.text = text;
            this.levels = levels;
        }
    }

    @Override
    public boolean bars(Subject subject, Ask ask) {
        var tenant = subject.tenant();
        return tenant != null && bars(tenant.value(), ask);
    }

    @Override
    public boolean crossedBy(Subject subject, CallerRule rule) {
        var tenant = subject.tenant();
        var filter = unwrapped(rule.filter());
        return tenant != null
                && (hidden(tenant.value(), filter)
                        || (publishes(rule) && OVER_EVENTS.contains(first(filter))));
    }

    private static boolean publishes(CallerRule rule) {
        return rule.actions().contains(Action.PUBLISH);
    }

    private static boolean bars(String tenant, Ask ask) {
        return switch (ask) {
            case Publish(var topic, _, _) -> barsPublish(tenant, topic);
            case LeaveWill(var topic, _, _) -> barsPublish(tenant, topic);
            case Receive(var topic, _, _) -> hidden(tenant, topic);
            case Subscribe(var filter, _, _, _) -> hidden(tenant, unwrapped(filter));
            case Unsubscribe(var filter, _) -> foreign(tenant, unwrapped(filter));
        };
    }

    private static boolean barsPublish(String tenant, String text) {
        var topic = unwrapped(text);
        return foreign(tenant, topic) || first(topic).equals(EVENTS);
    }

    private static String unwrapped(String text) {
        if (text.startsWith("$")) {
            for (var prefix : Prefix.values()) {
                if (text.startsWith(prefix.text)) {
                    return unwrapped(without(text, prefix.levels));
                }
            }
        }
        return text;
    }

    private static String without(String text, int levels) {
        int from = 0;
        for (int i = 0; i < levels; i++) {
            int slash = text.indexOf('/', from);
            if (slash < 0) {
                return "";
            }
            from = slash + 1;
        }
        return text.substring(from);
    }

    /** Whether a topic, or a topic of a filter, is below another tenant's name. */
    private static boolean foreign(String tenant, String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return text.equals("#");
        }
        var first = text.substring(0, slash);
        return (first.equals("+") || SPACES.contains(first))
                && !first(text.substring(slash + 1)).equals(tenant);
    }

    /** Whether a topic, or a topic of a filter, is not for anybody of this tenant to hear. */
    private static boolean hidden(String tenant, String text) {
        return foreign(tenant, text) || tellsSecrets(text);
    }

    /**
     * Whether a topic is one that the hashes of passwords are told on, or a filter covers one:
     * {@code events/{tenant}/registry/credential.…}.
     */
    private static boolean tellsSecrets(String text) {
        var levels = text.split("/", -1);
        if (!OVER_EVENTS.contains(levels[0])) {
            return false;
        }
        for (int i = 1; i < levels.length; i++) {
            boolean open = levels[i].equals("#");
            if (open || i >= SECRETS_LEVELS) {
                return open;
            }
            if (i >= 2 && !levels[i].equals("+") && !isSecret(i, levels[i])) {
                return false;
            }
        }
        return levels.length == SECRETS_LEVELS;
    }

    private static boolean isSecret(int level, String text) {
        return level == 2 ? text.equals(REGISTRY) : text.startsWith(SECRETS);
    }

    private static String first(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
