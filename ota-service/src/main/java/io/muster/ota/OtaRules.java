// SPDX-License-Identifier: Apache-2.0
package io.muster.ota;

import io.muster.platform.production.Objection;
import io.muster.platform.production.ProductionRule;
import io.muster.platform.production.Settings;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Links to artifacts are signed with secrets of our own. */
@Singleton
class OtaRules implements ProductionRule {

    @Override
    public Stream<Objection> objections(Settings settings) {
        return settings.secret("muster.ota.download-secret");
    }
}
