// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.auth.Authorizer;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.services.Services;
import io.muster.acl.hivemq.control.ControlServer;
import io.muster.acl.hivemq.event.ConnectionEvent;
import io.muster.acl.hivemq.event.EventPost;
import io.muster.acl.hivemq.hook.HookClient;
import io.muster.acl.hivemq.settings.AclSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Everything that runs while acl-service decides. */
final class Guard implements AutoCloseable {

    private final HookClient hook;
    private final SessionExpiry expiry = new SessionExpiry(Disconnection::expired);
    private final @Nullable EventPost events;
    private @Nullable ControlServer control;

    private Guard(HookClient hook, @Nullable EventPost events) {
        this.hook = hook;
        this.events = events;
    }

    /** Nobody is let in from now on; whoever comes next decides otherwise. */
    static void denyEverybody() {
        var nobody = new Nobody();
        takeOver(nobody, nobody);
    }

    /** Returns when the hook decides. When it throws, nothing is left running. */
    static Guard start(AclSettings settings) throws IOException {
        var events = settings.events();
        var guard =
                new Guard(
                        HookClient.of(settings.hook()),
                        events.isPresent() ? EventPost.start(events.get()) : null);
        try {
            if (settings.control().isPresent()) {
                guard.control = ControlServer.start(settings.control().get(), Disconnection::of);
            }
            guard.takeCharge();
            return guard;
        } catch (IOException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    private void takeCharge() {
        var lifecycle = new Lifecycle(expiry, this::tell);
        Services.eventRegistry().setClientLifecycleEventListener(client -> lifecycle);
        takeOver(new HookAuthenticator(hook), new HookAuthorizer(hook));
    }

    private void tell(ConnectionEvent event) {
        if (events != null) {
            events.tell(event);
        }
    }

    /** The authorizer first: a client that got in before it was there could do everything. */
    private static void takeOver(SimpleAuthenticator authenticator, Authorizer authorizer) {
        Services.securityRegistry().setAuthorizerProvider(client -> authorizer);
        Services.securityRegistry().setAuthenticatorProvider(client -> authenticator);
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        expiry.close();
        hook.close();
        if (events != null) {
            events.close();
        }
    }
}
