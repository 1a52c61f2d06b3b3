// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.platform.topic.DeviceId;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.store.ShadowKey;
import java.util.Optional;

/**
 * How AWS names things and shadows. A thing is a device; ids of devices that AWS has no name for,
 * those with a dot, have no place here. The shadow without a name is our {@code default}, which
 * therefore is no name here.
 */
final class AliasNames {

    /** The shadow that AWS leaves unnamed. */
    static final ShadowName CLASSIC = new ShadowName("default");

    private AliasNames() {}

    static Optional<DeviceId> thing(String text) {
        return text.indexOf('.') < 0 ? DeviceId.parse(text) : Optional.empty();
    }

    static Optional<ShadowName> shadow(String text) {
        return ShadowName.parse(text).filter(name -> !isClassic(name));
    }

    static boolean isClassic(ShadowName name) {
        return name.equals(CLASSIC);
    }

    /** There is none; the classic one is named by its thing. */
    static Refusal notFound(ShadowKey key) {
        return Refusal.notFound(isClassic(key.name()) ? key.device().value() : key.name().value());
    }
}
