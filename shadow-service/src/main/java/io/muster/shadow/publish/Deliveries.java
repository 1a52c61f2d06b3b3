// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.shadow.change.Change;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Notes that a connected device was brought what is desired of it. */
@ApplicationScoped
public class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final Origin SELF = new Origin.Self();

    private final Shadows shadows;
    // What is not noted is sent once more when the device is back, so there is no need to wait.
    private final Semaphore background = new Semaphore(256);

    Deliveries(Shadows shadows) {
        this.shadows = shadows;
    }

    /** As {@link #confirmed}; the caller does not wait for it. */
    public void confirmedSoon(ShadowKey key, ShadowDocument sent) {
        if (background.tryAcquire()) {
            confirmed(key, sent)
                    .onTermination()
                    .invoke(background::release)
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.debugf("A delivery is not noted: %s", failure));
        }
    }

    /** The broker has confirmed the delta of a document; does nothing where that is known. */
    Uni<Void> confirmed(ShadowKey key, ShadowDocument sent) {
        var ledger = sent.ledger();
        return ledger.delivery().deliveredVersion() >= ledger.desiredVersion()
                ? Uni.createFrom().voidItem()
                : shadows.submit(delivered(key, ledger.desiredVersion())).replaceWithVoid();
    }

    private static Command delivered(ShadowKey key, long desiredVersion) {
        return new Command.Alter(
                key,
                new Change.Delivered(desiredVersion),
                Expectation.NONE,
                SELF,
                Optional.empty());
    }
}
