// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.shadow.ShadowSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Values that are made of the configuration once. */
@Dependent
class AliasBeans {

    @Produces
    @Singleton
    AliasTopics topics(ShadowSettings settings) {
        return AliasTopics.of(settings.alias().prefix(), settings.alias().tenant());
    }
}
