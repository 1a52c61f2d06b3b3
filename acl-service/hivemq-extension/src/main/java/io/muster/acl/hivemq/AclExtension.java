// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import io.muster.acl.hivemq.settings.AclSettings;
import io.muster.acl.hivemq.settings.SettingsFault;
import io.muster.acl.hivemq.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may connect, and what connected clients may publish (Wills too) and subscribe to.
 *
 * <p>When it cannot ask anybody, for want of settings or because they are wrong, it stays and
 * denies everybody. It does not ask HiveMQ to stop it: without it, others would decide, and in an
 * embedded broker nobody would.
 */
public final class AclExtension implements ExtensionMain {

    private static final Logger LOG = LoggerFactory.getLogger(AclExtension.class);

    private final Source source;
    private volatile @Nullable Guard guard;

    private interface Source {
        AclSettings read(Path folder) throws SettingsFault;
    }

    /** As HiveMQ starts it: set up by its file and the environment. */
    public AclExtension() {
        this.source = folder -> SettingsReader.read(folder, System.getenv());
    }

    /** For a broker that embeds it. */
    public AclExtension(AclSettings settings) {
        this.source = folder -> settings;
    }

    /** Whether acl-service is asked; until then, everybody is denied. */
    public boolean inCharge() {
        return guard != null;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Guard.denyEverybody();
        var folder = input.getExtensionInformation().getExtensionHomeFolder().toPath();
        try {
            var settings = source.read(folder);
            guard = Guard.start(settings);
            LOG.info("{} decides who may do what", settings.hook().url());
            if (settings.control().isEmpty()) {
                LOG.warn("control.port is not set: nobody can end a revoked client's connection");
            }
        } catch (SettingsFault e) {
            LOG.error("Nobody can connect: {}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("Nobody can connect: the extension could not start", e);
        }
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        var running = guard;
        guard = null;
        if (running != null) {
            running.close();
        }
    }
}
