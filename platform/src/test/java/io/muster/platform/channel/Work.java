// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Handlers that end when the test says so. */
final class Work {

    final List<String> begun = new CopyOnWriteArrayList<>();
    private final Map<String, UniEmitter<? super Void>> open = new ConcurrentHashMap<>();
    private volatile boolean immediately;
    private volatile Runnable witness = () -> {};

    Uni<Void> begin(DeviceMessage message) {
        return Uni.createFrom()
                .emitter(outcome -> {
                    begun.add(message.text());
                    witness.run();
                    if (immediately) {
                        outcome.complete(null);
                    } else {
                        open.put(message.text(), outcome);
                    }
                });
    }

    void succeed(String message) {
        open.remove(message).complete(null);
    }

    void succeedFromNowOn(Runnable observer) {
        witness = observer;
        immediately = true;
        open.keySet().forEach(this::succeed);
    }
}
