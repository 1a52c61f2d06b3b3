// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.service;

import java.nio.file.Path;
import java.util.Locale;

/** One of the four services. */
public enum MusterService {
    REGISTRY,
    ACL,
    SHADOW,
    OTA;

    /** What is started of a built service. */
    static final String JAR = "quarkus-run.jar";

    /** The short name: of the schema, the log and the entry in {@code endpoints.json}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The full name: of the module and of the identity that the service proves to its neighbours.
     */
    public String fullName() {
        return id() + "-service";
    }

    /** The directory that the build made of the service. */
    Path built(Path repository) {
        return repository.resolve(fullName()).resolve("target/quarkus-app");
    }
}
