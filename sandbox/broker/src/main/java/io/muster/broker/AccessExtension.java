// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/** Decides who may connect, and what connected clients may publish (Wills too) and subscribe to. */
abstract sealed class AccessExtension implements ExtensionMain {

    private volatile boolean inCharge;

    /** acl-service decides. */
    static AccessExtension askingHook(HookClient hook) {
        return new AskingHook(hook);
    }

    /** Everybody may do everything: for tests that are not about access. */
    static AccessExtension openForTests() {
        return new OpenForTests();
    }

    abstract void takeCharge();

    /** Whether the extension has started; until then the broker refuses everybody. */
    boolean inCharge() {
        return inCharge;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        PublishIds.startAnew();
        takeCharge();
        inCharge = true;
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        inCharge = false;
    }

    private static final class AskingHook extends AccessExtension {

        private final HookClient hook;
        private final SessionExpiry expiry = new SessionExpiry(Disconnection::expired);

        AskingHook(HookClient hook) {
            this.hook = hook;
        }

        /** The authorizer first: a client that got in before it was there could do everything. */
        @Override
        void takeCharge() {
            var authorizer = new HookAuthorizer(hook);
            var authenticator = new HookAuthenticator(hook, expiry);
            Services.securityRegistry().setAuthorizerProvider(ignored -> authorizer);
            Services.securityRegistry().setAuthenticatorProvider(ignored -> authenticator);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            super.extensionStop(input, output);
            expiry.close();
            hook.close();
        }
    }

    private static final class OpenForTests extends AccessExtension {

        @Override
        void takeCharge() {
            SimpleAuthenticator everybody = (input, output) -> output.authenticateSuccessfully();
            Services.securityRegistry().setAuthenticatorProvider(ignored -> everybody);
        }
    }
}
