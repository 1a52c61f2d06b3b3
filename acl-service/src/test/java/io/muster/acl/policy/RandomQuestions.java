// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Subject;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** Callers, asks and moments at random, about the topics that {@link RandomPolicies} rules on. */
final class RandomQuestions {

    private static final String[] LEVELS = {
        "a", "a", "b", "b", "", "$SYS", "$x", "ü", "\uD83D\uDE00", "x-a", "acme", "7-true", "ward"
    };
    private static final String[] WEIRD = {
        "",
        "a+",
        "a/#/b",
        "a\0b",
        "\uD83D",
        "$share",
        "$share/g",
        "$share//a",
        "$share/+/a",
        "$share/g/$share/h/a",
        "$queue",
        "$queue/$share/g/a",
        "$exclusive",
        "$exclusive/$queue/a",
        "$delayed/5",
        "$delayed/x/a",
        "$delayed/5/",
        "$delayed/5/$delayed/6/a",
        "$share/g/$queue/a"
    };
    private static final Instant SPRING = Instant.parse("2026-03-28T22:00:00Z");

    private final Random random;

    RandomQuestions(Random random) {
        this.random = random;
    }

    Caller caller() {
        return new Caller(
                subject(),
                any("a", "a", "b", "x-a", "+", "a/b", "$SYS", "", "ü", "a-1"),
                random.nextBoolean() ? null : any("u", "a"),
                new Origin(
                        orNull(
                                "10.1.2.3",
                                "10.0.0.1",
                                "192.0.2.1",
                                "::ffff:10.9.9.9",
                                "2001:db8::7",
                                "fe80::1",
                                "nonsense",
                                "10.0.0"),
                        orNull("l1", "l2"),
                        orNull("mqtt", "mqtt5", "ws"),
                        random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean())));
    }

    private Subject subject() {
        var groups = new HashSet<String>();
        for (int i = 0; i < random.nextInt(3); i++) {
            groups.add(any("g", "h", "i"));
        }
        return new Subject(
                any("cert", "token", "password", "psk"),
                "id:" + random.nextInt(3),
                random.nextInt(4) == 0 ? null : new TenantId(any("acme", "b")),
                groups,
                claims(),
                random.nextBoolean() ? null : certificate(),
                random.nextBoolean()
                        ? Subject.NOTHING
                        : JsonNodeFactory.instance.objectNode().put("ward", any("ward", "a")));
    }

    private ObjectNode claims() {
        var claims = JsonNodeFactory.instance.objectNode();
        if (random.nextInt(4) > 0) {
            claims.put("sub", any("a", "b", "x/y", "#", "", "$SYS", "ü"));
            claims.put("n", 7).put("half", 0.5).put("yes", random.nextBoolean());
            claims.put("a.b", any("a", "b"));
            claims.putNull("nothing");
            claims.putObject("deep").put("er", random.nextBoolean() ? "a" : "true");
            claims.putArray("list").add("a").add(7).addNull().add(true);
        }
        return claims;
    }

    private CertificateFacts certificate() {
        var names = random.nextBoolean() ? List.of("a") : List.of("a", "b");
        return new CertificateFacts(
                any("a", "b"), orNull("1f"), orNull("CN=x"), names, names, random.nextBoolean());
    }

    Ask ask() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Publish(topic(), retain(), qos());
            case 2 -> new LeaveWill(topic(), retain(), qos());
            case 3 -> new Receive(topic(), retain(), qos());
            case 4 -> new Unsubscribe(filter(), random.nextBoolean());
            default -> new Subscribe(filter(), qos(), random.nextBoolean(), random.nextBoolean());
        };
    }

    Instant now() {
        return SPRING.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 8)));
    }

    private String topic() {
        if (random.nextInt(25) == 0) {
            return any(WEIRD);
        }
        return (random.nextInt(15) == 0 ? "$delayed/" + random.nextInt(99) + "/" : "")
                + String.join("/", levels(LEVELS));
    }

    private String filter() {
        if (random.nextInt(25) == 0) {
            return any(WEIRD);
        }
        var levels = levels(LEVELS);
        for (int i = 0; i < levels.size(); i++) {
            if (random.nextInt(4) == 0) {
                levels.set(i, "+");
            }
        }
        if (random.nextInt(4) == 0) {
            levels.add("#");
        }
        var prefix = any("", "", "", "", "$share/g/", "$queue/", "$exclusive/");
        return prefix + String.join("/", levels);
    }

    private List<String> levels(String[] vocabulary) {
        var levels = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            levels.add(any(vocabulary));
        }
        return levels;
    }

    private Retain retain() {
        return Retain.values()[random.nextInt(3)];
    }

    private Integer qos() {
        int qos = random.nextInt(5);
        return qos == 3 ? null : Integer.valueOf(qos);
    }

    private String orNull(String... choices) {
        return random.nextInt(4) == 0 ? null : any(choices);
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
