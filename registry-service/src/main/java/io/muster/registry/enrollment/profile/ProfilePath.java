// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.platform.topic.TenantId;
import java.util.Optional;

/**
 * Which profile of which tenant a path of EST means. The tenant {@code default} has its labels as
 * they are, any other tenant has its name before them: {@code acme.line-4}. Neither alphabet has
 * the dot, so that no tenant can take a label that stands for another's.
 */
public record ProfilePath(TenantId tenant, ProfileLabel label) {

    /** Where no label is given. */
    public static final ProfilePath DEFAULT =
            new ProfilePath(new TenantId("default"), ProfileLabel.DEFAULT);

    /** Reads a segment of a path; empty when no profile can have it. */
    public static Optional<ProfilePath> parse(String segment) {
        int dot = segment.indexOf('.');
        var tenant =
                dot < 0 ? Optional.of(DEFAULT.tenant) : TenantId.parse(segment.substring(0, dot));
        return tenant.flatMap(owner ->
                ProfileLabel.parse(segment.substring(dot + 1))
                        .map(label -> new ProfilePath(owner, label)));
    }

    @Override
    public String toString() {
        return tenant.equals(DEFAULT.tenant) ? label.value() : tenant + "." + label;
    }
}
