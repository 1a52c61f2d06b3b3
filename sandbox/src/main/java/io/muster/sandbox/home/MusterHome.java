// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a sandbox lives: {@code .muster} in the repository, unless it was told otherwise.
 *
 * @param root the repository, in which the built services are, and to which paths in {@code
 *     endpoints.json} are relative
 * @param directory the sandbox's own directory; nothing is written anywhere else
 */
public record MusterHome(Path root, Path directory) {

    /** The repository's directory, which the launcher script sets. */
    public static final String ROOT_PROPERTY = "muster.root";

    /** Both paths absolute, so that a later change of the working directory means nothing. */
    public MusterHome {
        root = root.toAbsolutePath().normalize();
        directory = directory.toAbsolutePath().normalize();
    }

    /** The usual directory of the repository that the launcher script is in. */
    public static MusterHome standard() {
        var root = Path.of(System.getProperty(ROOT_PROPERTY, ""));
        return new MusterHome(root, root.resolve(".muster"));
    }

    /** The same repository with another directory for the sandbox. */
    public MusterHome in(Path other) {
        return new MusterHome(root, other);
    }

    /** What scripts and tests need to know about a running sandbox. */
    public Path endpoints() {
        return directory.resolve("endpoints.json");
    }

    /** What kind of broker the running sandbox has. */
    public Path broker() {
        return directory.resolve("broker");
    }

    /** Certificates and keys of the sandbox's servers. */
    public Path pki() {
        return directory.resolve("pki");
    }

    /** PEM of the authorities that issue device certificates. */
    public Path deviceCa() {
        return pki().resolve("device-ca.pem");
    }

    /** What a restart without {@code --keep-data} throws away. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Unpacked programs, which may be kept for ever. */
    public Path cache() {
        return directory.resolve("cache");
    }

    /** The services as they were built when the sandbox started. */
    public Path images() {
        return directory.resolve("images");
    }

    /** Public keys, by key id, with which releases may be signed. */
    public Path signingKeys() {
        return directory.resolve("signing-keys");
    }

    /** The logs of all processes. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** The log of one process. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Records of running processes. */
    public Path processes() {
        return directory.resolve("processes");
    }

    /**
     * A path as people and {@code endpoints.json} see it: relative to the repository where it is
     * inside.
     */
    public String shown(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }

    /** Makes the directories that every run needs. */
    public void create() throws IOException {
        PrivateFiles.createDirectory(directory);
        for (var path : new Path[] {pki(), data(), cache(), signingKeys(), logs(), processes()}) {
            Files.createDirectories(path);
        }
    }
}
