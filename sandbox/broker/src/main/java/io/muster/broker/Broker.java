// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A running broker. */
final class Broker implements AutoCloseable {

    private final EmbeddedHiveMQ hiveMq;

    private Broker(EmbeddedHiveMQ hiveMq) {
        this.hiveMq = hiveMq;
    }

    /** Returns when clients are accepted. */
    static Broker start(BrokerSettings settings) throws IOException {
        var access = new SandboxExtension(settings.access());
        var hiveMq = build(settings, access);
        // The embedded broker lets everybody in where no extension decides. Ours must never have
        // that moment.
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
        hiveMq.start().join();
        if (!access.inCharge()) {
            hiveMq.stop().join();
            throw new IllegalStateException("the broker started without its extension");
        }
        return new Broker(hiveMq);
    }

    private static EmbeddedHiveMQ build(BrokerSettings settings, SandboxExtension access)
            throws IOException {
        var configuration = Files.createDirectories(settings.directory().resolve("conf"));
        writeSecret(configuration.resolve("config.xml"), HiveMqConfiguration.of(settings));
        return EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(Files.createDirectories(settings.directory().resolve("data")))
                .withExtensionsFolder(
                        Files.createDirectories(settings.directory().resolve("extensions")))
                .withEmbeddedExtension(extension(access))
                .withoutLoggingBootstrap()
                .build();
    }

    private static EmbeddedExtension extension(SandboxExtension access) {
        return EmbeddedExtension.builder()
                .withId("muster-access")
                .withName("Muster access")
                .withVersion("1")
                .withAuthor("Muster")
                .withPriority(0)
                .withStartPriority(1000)
                .withExtensionMain(access)
                .build();
    }

    /** The key store's password is in the configuration. */
    private static void writeSecret(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, content);
    }

    /** Clients are told, and what is to be kept is written. */
    @Override
    public void close() {
        hiveMq.stop().join();
    }
}
