// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds out what the broker does with topics that not every broker carries, by asking it rather
 * than by its name: some end the connection of whoever publishes there, some promise a shared
 * subscription and never deliver on it.
 */
@ApplicationScoped
public class TopicProbe {

    private final Vertx vertx;
    private final ChannelSettings settings;
    private final MqttConfig shared;
    private final BrokerLogin login;

    TopicProbe(Vertx vertx, ChannelSettings settings, MqttConfig shared, BrokerLogin login) {
        this.vertx = vertx;
        this.settings = settings;
        this.shared = shared;
        this.login = login;
    }

    /** What the broker does. */
    public sealed interface Finding {

        /**
         * It carries such topics.
         *
         * @param shared whether a shared subscription gets them as well
         */
        record Carries(boolean shared) implements Finding {}

        /** It does not; {@code how} is the end of a sentence that begins with "the broker". */
        record Refuses(String how) implements Finding {}
    }

    /**
     * Sends itself messages below {@code root}{@code /probe}. Fails when the broker can't be
     * reached, so that nothing is known.
     */
    public Uni<Finding> ask(String root) {
        return login.next()
                .chain(shown ->
                        Uni.createFrom()
                                .<Finding>emitter(finding -> {
                                    var context = ((VertxInternal) vertx).createEventLoopContext();
                                    context.runOnContext(_ ->
                                            new ProbeRun(vertx, settings.passing("probe"), root)
                                                    .run(shown, shared.sharedSubscriptions())
                                                    .onSuccess(finding::complete)
                                                    .onFailure(finding::fail));
                                }));
    }
}
