// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.broker;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the built broker, which has a class path of its own. */
final class BrokerModule {

    /**
     * Overrides the search, for a broker built elsewhere: the directory that holds {@code classes},
     * {@code extension} and {@code lib}.
     */
    static final String DIRECTORY_PROPERTY = "muster.sandbox.broker.directory";

    private static final Path BUILT = Path.of("sandbox", "broker", "target");

    private BrokerModule() {}

    /** The class path of the broker's process. */
    static String classPath() {
        var target = directory();
        return String.join(
                File.pathSeparator,
                target.resolve("classes").toString(),
                target.resolve("extension").toString(),
                target.resolve("lib").resolve("*").toString());
    }

    private static Path directory() {
        var configured = System.getProperty(DIRECTORY_PROPERTY);
        return configured != null
                ? Path.of(configured)
                : ancestors()
                        .map(ancestor -> ancestor.resolve(BUILT))
                        .filter(target -> Files.isDirectory(target.resolve("extension")))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(notBuilt()));
    }

    private static Stream<Path> ancestors() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent);
    }

    private static String notBuilt() {
        return "the sandbox's broker is not built: run ./mvnw -pl sandbox/broker -am package -DskipTests, or set "
                + DIRECTORY_PROPERTY;
    }
}
