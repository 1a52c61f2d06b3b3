// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.postgres.ServiceRole;
import java.nio.file.Path;

/** The service under test: its short name is its schema's too. */
final class ServiceName {

    private static final String SUFFIX = "-service";

    private ServiceName() {}

    static String orThisModule(String given) {
        var name = given.isEmpty() ? module() : given;
        if (!ServiceRole.SCHEMAS.contains(name)) {
            throw new IllegalArgumentException(
                    "no service '" + name + "': give the argument service=registry|shadow|ota|acl");
        }
        return name;
    }

    private static String module() {
        // Surefire sets basedir; an IDE starts tests in the module's directory.
        var directory = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getFileName();
        return directory == null ? "" : directory.toString().replace(SUFFIX, "");
    }
}
