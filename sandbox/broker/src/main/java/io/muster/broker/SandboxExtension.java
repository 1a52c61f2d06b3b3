// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import io.muster.acl.hivemq.AclExtension;
import io.muster.acl.hivemq.settings.AclSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox adds to the extension that asks acl-service: message ids that outlive a kill,
 * and a broker that is open for tests that are not about access.
 */
final class SandboxExtension implements ExtensionMain {

    private final @Nullable AclExtension access;
    private volatile boolean openForTests;

    /** Without settings, everybody may do everything. */
    SandboxExtension(Optional<AclSettings> settings) {
        this.access = settings.map(AclExtension::new).orElse(null);
    }

    /** Whether somebody decides who may do what; until then the broker refuses everybody. */
    boolean inCharge() {
        return access == null ? openForTests : access.inCharge();
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        PublishIds.startAnew();
        if (access == null) {
            SimpleAuthenticator everybody = (_, answer) -> answer.authenticateSuccessfully();
            Services.securityRegistry().setAuthenticatorProvider(_ -> everybody);
            openForTests = true;
        } else {
            access.extensionStart(input, output);
        }
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        openForTests = false;
        if (access != null) {
            access.extensionStop(input, output);
        }
    }
}
