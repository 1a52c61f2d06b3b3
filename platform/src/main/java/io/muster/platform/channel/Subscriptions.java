// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Makes a session's subscriptions what the configuration says, also when an earlier configuration
 * left others behind. What may be subscribed is remembered before the broker is asked and what is
 * gone is forgotten after the broker said so: a crash anywhere between leaves too much remembered,
 * never too little.
 */
final class Subscriptions {

    private static final int REFUSED = 0x80;
    private static final long ANSWER_MILLIS = 10_000;

    private final Context context;
    private final String clientId;
    private final Set<String> wanted;
    private final int qos;
    private final SessionMemory memory;
    private Promise<MqttSubAckMessage> subscribed = Promise.promise();
    private Promise<Integer> unsubscribed = Promise.promise();

    Subscriptions(
            Context context, String clientId, Set<String> wanted, int qos, SessionMemory memory) {
        this.context = context;
        this.clientId = clientId;
        this.wanted = wanted;
        this.qos = qos;
        this.memory = memory;
    }

    void prepare(MqttClient client) {
        client.subscribeCompletionHandler(answer -> subscribed.tryComplete(answer));
        client.unsubscribeCompletionHandler(packet -> unsubscribed.tryComplete(packet));
    }

    /** Fails when the broker refuses a filter or does not answer; may be called again then. */
    Future<Void> establish(MqttClient client) {
        return future(memory.recall(clientId))
                .compose(known ->
                        remember(union(known, wanted))
                                .compose(_ -> subscribe(client))
                                .compose(_ -> unsubscribe(client, minus(known, wanted))))
                .compose(_ -> remember(wanted));
    }

    private Future<Void> subscribe(MqttClient client) {
        var filters = new LinkedHashMap<String, Integer>();
        wanted.forEach(filter -> filters.put(filter, qos));
        subscribed = Promise.promise();
        return client.subscribe(filters)
                .compose(_ -> answered(subscribed))
                .compose(answer -> check(answer.grantedQoSLevels()));
    }

    private Future<Void> check(List<Integer> granted) {
        var refused = new ArrayList<String>();
        int index = 0;
        for (var filter : wanted) {
            if (index >= granted.size() || granted.get(index++) == REFUSED) {
                refused.add(filter);
            }
        }
        return refused.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture("the broker refuses the subscription to " + refused);
    }

    private Future<Void> unsubscribe(MqttClient client, Set<String> stale) {
        if (stale.isEmpty()) {
            return Future.succeededFuture();
        }
        unsubscribed = Promise.promise();
        return client.unsubscribe(List.copyOf(stale))
                .compose(_ -> answered(unsubscribed))
                .mapEmpty();
    }

    private <T> Future<T> answered(Promise<T> answer) {
        long timer =
                context.owner()
                        .setTimer(
                                ANSWER_MILLIS,
                                _ ->
                                        answer.tryFail(
                                                new TimeoutException("no answer from the broker")));
        return answer.future().onComplete(_ -> context.owner().cancelTimer(timer));
    }

    private Future<Void> remember(Set<String> filters) {
        return future(memory.remember(clientId, filters));
    }

    /** Whatever thread the memory answers on, what follows runs on the session's event loop. */
    private <T> Future<T> future(Uni<T> uni) {
        return Future.fromCompletionStage(uni.subscribeAsCompletionStage(), context);
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        var all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        var rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
