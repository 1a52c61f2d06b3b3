// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.DeviceTopic;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.schema.SchemaKey;
import java.util.stream.Stream;

/** One of the shadows of one device. */
public record ShadowKey(TenantId tenant, DeviceId device, ShadowName name) {

    /** Under what its schema is found: shadows of one name have one, whatever their device. */
    public SchemaKey governing() {
        return new SchemaKey(tenant, name);
    }

    /** A topic of this shadow, ready to be published to. */
    public String topic(String... levels) {
        var rest = Stream.concat(Stream.of("shadow", name.value()), Stream.of(levels));
        return DeviceTopic.of(tenant, device, rest.toArray(String[]::new)).toString();
    }
}
