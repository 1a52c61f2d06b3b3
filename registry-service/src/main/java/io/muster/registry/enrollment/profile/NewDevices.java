// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.GroupPath;
import java.util.List;

/**
 * What devices are that an enrollment adds.
 *
 * @param description their type and tags
 * @param groups filled by hand, that they are put into; those that are gone are passed over
 */
public record NewDevices(DeviceDescription description, List<GroupPath> groups) {

    /** Nothing is said of them. */
    public static final NewDevices PLAIN = new NewDevices(DeviceDescription.NONE, List.of());

    public NewDevices {
        groups = List.copyOf(groups);
    }
}
