// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.service;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A built service as it was when the sandbox started. A JVM reads its jars as it goes, so that a
 * build while the sandbox runs would pull them away from under it.
 */
final class ServiceImage {

    private ServiceImage() {}

    /** Returns the jar to start. */
    static Path take(MusterService service, MusterHome home) throws IOException {
        var built = service.built(home.root());
        if (!Files.exists(built.resolve(MusterService.JAR))) {
            throw new IOException(
                    "%s is not built: run ./mvnw package -DskipTests"
                            .formatted(service.fullName()));
        }
        var image = home.images().resolve(service.id());
        if (!sameBuild(built, image)) {
            PrivateFiles.delete(image);
            copy(built, image);
        }
        return image.resolve(MusterService.JAR);
    }

    /** The build writes all of it anew each time. */
    private static boolean sameBuild(Path built, Path image) throws IOException {
        var jar = image.resolve(MusterService.JAR);
        return Files.exists(jar)
                && Files.getLastModifiedTime(jar)
                        .equals(Files.getLastModifiedTime(built.resolve(MusterService.JAR)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    take(file, target);
                }
            }
        }
    }

    /** A link costs nothing, and the build replaces files rather than writing into them. */
    private static void take(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, target);
        }
    }
}
