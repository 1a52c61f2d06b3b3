// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The broker's process. It is ready when the file {@code ready} is in its directory. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Runs until the process is ended; all settings come from the environment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var settings = BrokerSettings.of(System.getenv());
        var broker = start(settings);
        var control =
                settings.hook().isPresent() ? ControlServer.start(settings.hook().get()) : null;
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            if (control != null) {
                                control.close();
                            }
                            broker.stop().join();
                        }));
        Files.writeString(settings.directory().resolve("ready"), "");
        Thread.currentThread().join();
    }

    private static EmbeddedHiveMQ start(BrokerSettings settings) throws IOException {
        var configuration = Files.createDirectories(settings.directory().resolve("conf"));
        writeSecret(configuration.resolve("config.xml"), HiveMqConfiguration.of(settings));
        var broker =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(configuration)
                        .withDataFolder(
                                Files.createDirectories(settings.directory().resolve("data")))
                        .withExtensionsFolder(
                                Files.createDirectories(settings.directory().resolve("extensions")))
                        .withEmbeddedExtension(extension(settings))
                        .withoutLoggingBootstrap()
                        .build();
        broker.start().join();
        return broker;
    }

    private static EmbeddedExtension extension(BrokerSettings settings) {
        var main =
                settings.hook()
                        .<ExtensionMain>map(hook -> new HookExtension(new HookClient(hook)))
                        .orElseGet(OpenForTestsExtension::new);
        return EmbeddedExtension.builder()
                .withId("muster-hook")
                .withName("Muster hook")
                .withVersion("1")
                .withAuthor("Muster")
                .withPriority(0)
                .withStartPriority(1000)
                .withExtensionMain(main)
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
}
