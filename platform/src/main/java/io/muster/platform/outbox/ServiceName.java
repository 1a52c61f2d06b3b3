// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The service's short name in event sources and topics: {@code registry} of {@code
 * registry-service}.
 */
@Singleton
final class ServiceName {

    private static final String SUFFIX = "-service";

    private final String value;

    ServiceName(@ConfigProperty(name = "quarkus.application.name") String application) {
        this.value =
                application.endsWith(SUFFIX)
                        ? application.substring(0, application.length() - SUFFIX.length())
                        : application;
    }

    String value() {
        return value;
    }

    String source() {
        return "/" + value;
    }
}
