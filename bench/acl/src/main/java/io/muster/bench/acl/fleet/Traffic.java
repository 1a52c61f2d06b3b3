// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.fleet;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Questions of devices all over a fleet: seven of ten publish, and about three of ten are refused.
 */
public final class Traffic {

    /** As many whatever the number of sites, so that rules are all that differs between fleets. */
    private static final int DEVICES = 50_000;

    private final Fleet fleet;
    private final String devices;
    private final Random random;

    /**
     * The same seed asks the same.
     *
     * @param devices how the names of the devices begin
     */
    public Traffic(Fleet fleet, String devices, long seed) {
        this.fleet = fleet;
        this.devices = devices;
        this.random = new Random(seed);
    }

    /** As many of the usual mix. */
    public List<Question> questions(int count) {
        return IntStream.range(0, count).mapToObj(_ -> next()).toList();
    }

    /**
     * Subscriptions with a wildcard where the site belongs: what any engine has to search widest
     * for.
     */
    public List<Question> wide(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    var from = anybody();
                    return from.subscribe("fleet/+/" + from.id() + "/cmd/reboot");
                })
                .toList();
    }

    private Device anybody() {
        return new Device(
                devices, random.nextInt(fleet.sites()), random.nextInt(DEVICES / fleet.sites()));
    }

    private Question next() {
        var from = anybody();
        int dice = random.nextInt(100);
        return dice < 70 ? publication(from, dice) : subscription(from, dice);
    }

    private static Question publication(Device from, int dice) {
        if (dice < 30) {
            return from.publish("fleet/" + from.site() + "/" + from.id() + "/tele/temperature", 0);
        }
        if (dice < 43) {
            return from.publish(
                    "fleet/" + from.site() + "/" + from.id() + "/state", dice < 40 ? 1 : 2);
        }
        if (dice < 50) {
            return from.publish(
                    "fleet/" + from.site() + "/" + from.other() + "/tele/temperature", 0);
        }
        return publicationOfSite(from, dice);
    }

    private static Question publicationOfSite(Device from, int dice) {
        var root = "site/" + from.site();
        if (dice < 58) {
            return from.publish(root + "/line-1/cell-3/count", 1);
        }
        if (dice < 65) {
            var question = from.publish(root + "/service/door", 1);
            return dice < 62 ? question : from.abroad(question);
        }
        return from.publish(root + "/alarms/safety/stop", 1);
    }

    private static Question subscription(Device from, int dice) {
        if (dice < 80) {
            return from.subscribe("fleet/" + from.site() + "/" + from.id() + "/cmd/reboot");
        }
        if (dice < 85) {
            return from.subscribe("site/" + from.site() + "/line-0/+/state");
        }
        if (dice < 90) {
            return from.subscribe("fleet/" + from.site() + "/" + from.other() + "/cmd/#");
        }
        if (dice < 94) {
            return from.subscribe("site/" + from.site() + "/#");
        }
        return from.subscribe(
                dice < 98
                        ? "news/" + from.site() + "/#"
                        : "fleet/" + from.site() + "/" + from.id() + "/cmd/#");
    }

    /** A device and where it is. */
    private record Device(String prefix, int number, int index) {

        String site() {
            return Fleet.site(number);
        }

        String id() {
            return name(index);
        }

        private String name(int which) {
            return prefix + "-" + number + "-" + which;
        }

        String other() {
            return name(index + 1);
        }

        Question publish(String topic, int qos) {
            return new Question(
                    id(), site(), Act.PUBLISH, topic, Fleet.addresses(number) + "7", qos);
        }

        Question subscribe(String filter) {
            return new Question(
                    id(), site(), Act.SUBSCRIBE, filter, Fleet.addresses(number) + "7", 1);
        }

        Question abroad(Question question) {
            return new Question(
                    question.device(),
                    question.group(),
                    question.act(),
                    question.topic(),
                    "192.0.2.7",
                    question.qos());
        }
    }
}
