// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.List;
import java.util.Optional;

/**
 * A topic of one device, {@code d/{tenant}/{device}/…}. The broker's hook lets only that device
 * publish there, so tenant and device are as good as the device's identity.
 */
public record DeviceTopic(TenantId tenant, DeviceId device, List<String> rest) {

    private static final String ROOT = "d";
    private static final int ROOT_LEVELS = 3;

    public DeviceTopic {
        rest = List.copyOf(rest);
    }

    /** The topic of a device with these levels below its root. */
    public static DeviceTopic of(TenantId tenant, DeviceId device, String... rest) {
        return new DeviceTopic(tenant, device, List.of(rest));
    }

    /** Reads the topic of a message; empty unless it lies below a device's root. */
    public static Optional<DeviceTopic> parse(String text) {
        return TopicName.parse(text).map(TopicName::levels).flatMap(DeviceTopic::ofLevels);
    }

    private static Optional<DeviceTopic> ofLevels(List<String> levels) {
        if (levels.size() <= ROOT_LEVELS || !levels.getFirst().equals(ROOT)) {
            return Optional.empty();
        }
        var rest = levels.subList(ROOT_LEVELS, levels.size());
        return TenantId.parse(levels.get(1))
                .flatMap(tenant ->
                        DeviceId.parse(levels.get(2))
                                .map(device -> new DeviceTopic(tenant, device, rest)));
    }

    /** The topic of the same device with other levels below its root, ready to be published to. */
    public String with(String... levels) {
        return of(tenant, device, levels).toString();
    }

    /** The whole topic. */
    @Override
    public String toString() {
        var root = ROOT + "/" + tenant + "/" + device;
        return rest.isEmpty() ? root : root + "/" + String.join("/", rest);
    }
}
