// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import java.util.Optional;

/**
 * A way to enroll, and the label of its EST paths. There is the built-in one: claim tokens for
 * devices that exist.
 */
public record EnrollmentProfile(String name) {

    /** Where no label is given. */
    public static final EnrollmentProfile DEFAULT = new EnrollmentProfile("default");

    /** Finds a profile by its name. */
    public static Optional<EnrollmentProfile> find(String name) {
        return Optional.of(DEFAULT).filter(profile -> profile.name.equals(name));
    }
}
