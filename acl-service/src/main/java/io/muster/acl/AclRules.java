// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.platform.production.Objection;
import io.muster.platform.production.ProductionRule;
import io.muster.platform.production.Settings;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Nobody but the broker may ask, and nobody but us may use the broker's management. */
@Singleton
class AclRules implements ProductionRule {

    @Override
    public Stream<Objection> objections(Settings settings) {
        return Stream.concat(
                settings.secret("muster.acl.hook-secret"),
                settings.optionalSecret("muster.acl.broker.control-password"));
    }
}
