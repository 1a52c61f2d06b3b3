// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.extension.sdk.api.ExtensionMain;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedZipIT {

    private static final String FOLDER = Installation.ID + "/";

    @Test
    void theZipIsAFolderAsHiveMqWantsIt() throws Exception {
        var version = Installation.zip().getFileName().toString().replace(".zip", "");

        try (var zip = new ZipFile(Installation.zip().toFile())) {
            assertThat(names(zip))
                    .containsExactlyInAnyOrder(
                            FOLDER + version + ".jar",
                            FOLDER + "hivemq-extension.xml",
                            FOLDER + "conf/muster-acl.properties",
                            FOLDER + "LICENSE",
                            FOLDER + "NOTICE");
            var descriptor = zip.getEntry(FOLDER + "hivemq-extension.xml");
            assertThat(new String(zip.getInputStream(descriptor).readAllBytes()))
                    .contains("<id>" + Installation.ID + "</id>")
                    .contains("<version>" + version.substring(Installation.ID.length() + 1) + "<");
        }
    }

    @Test
    void theJarHasEverythingItNeedsAndNothingOfTheSdk(@TempDir Path directory) throws Exception {
        var jar = jar(directory);

        try (var entries = new ZipFile(jar.toFile());
                var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new SdkOnly())) {
            assertThat(names(entries))
                    .noneMatch(
                            name -> name.startsWith("com/hivemq") || name.startsWith("org/slf4j"))
                    .contains("META-INF/services/" + ExtensionMain.class.getName());
            loader.loadClass("io.muster.acl.hivemq.AclExtension").getConstructor().newInstance();
            var answers = loader.loadClass("io.muster.acl.hivemq.hook.HookAnswers");
            assertThat(answers.getClassLoader()).isSameAs(loader);
            var constructor = answers.getDeclaredConstructor();
            constructor.setAccessible(true);
            assertThat(constructor.newInstance()).isNotNull();
        }
    }

    @Test
    void itRunsOnTheJavaOfHiveMqsOwnImage(@TempDir Path directory) throws Exception {
        try (var entries = new ZipFile(jar(directory).toFile())) {
            var main = entries.getEntry("io/muster/acl/hivemq/AclExtension.class");
            var head = entries.getInputStream(main).readNBytes(8);

            assertThat(head[7]).as("class file version of Java 21").isEqualTo((byte) 65);
        }
    }

    private static Path jar(Path directory) throws IOException {
        try (var zip = new ZipFile(Installation.zip().toFile())) {
            var entry =
                    zip.stream()
                            .filter(candidate -> candidate.getName().endsWith(".jar"))
                            .findFirst()
                            .orElseThrow();
            var jar = directory.resolve("extension.jar");
            Files.copy(zip.getInputStream(entry), jar);
            return jar;
        }
    }

    private static List<String> names(ZipFile zip) {
        return zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }

    /** The broker's own class loader, as far as extensions may rely on it. */
    private static final class SdkOnly extends ClassLoader {

        SdkOnly() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.hivemq.extension.sdk.") || name.startsWith("org.slf4j.")) {
                return ShippedZipIT.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
