// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/**
 * Puts acl-service in charge: of every connect, every publish (Wills too) and every subscription.
 */
final class HookExtension implements ExtensionMain {

    private final HookClient hook;
    private final SessionExpiry expiry = new SessionExpiry(Disconnection::expired);

    HookExtension(HookClient hook) {
        this.hook = hook;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        var authenticator = new HookAuthenticator(hook, expiry);
        var authorizer = new HookAuthorizer(hook);
        Services.securityRegistry().setAuthenticatorProvider(ignored -> authenticator);
        Services.securityRegistry().setAuthorizerProvider(ignored -> authorizer);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        expiry.close();
        hook.close();
    }
}
