// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * AWS IoT's SDKs for JavaScript, as they are, over mosquitto with mutual TLS. The first one is the
 * strictest client there is: it drops what has an older version than it has seen.
 */
@QuarkusTest
@TestProfile(AliasProfile.OnMosquitto.class)
@Tag("interop")
class AwsJavaScriptSdkQuarkusTest {

    private static final Path CLIENTS =
            Path.of(System.getProperty("basedir", ""), "src/test/clients").toAbsolutePath();

    @BeforeAll
    static void requireClients() {
        Mosquitto.require();
        boolean installed = Files.isDirectory(CLIENTS.resolve("node_modules"));
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(installed).as("npm ci in " + CLIENTS + ", needed with CI=true").isTrue();
        }
        assumeTrue(installed, "skipped: npm ci --ignore-scripts in " + CLIENTS);
    }

    /** What a script prints. */
    private static List<String> run(String script) throws IOException, InterruptedException {
        AliasReady.await();
        var thing = RealThing.make();
        var output = Files.createTempFile(script, ".log");
        var client =
                new ProcessBuilder(
                                "node",
                                CLIENTS.resolve(script).toString(),
                                "localhost",
                                Integer.toString(thing.port()),
                                thing.ca(),
                                thing.certificate(),
                                thing.key(),
                                thing.id())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = client.waitFor(90, TimeUnit.SECONDS);
        client.destroyForcibly().waitFor();
        var lines = Files.readAllLines(output);
        assertThat(ended).as(lines.toString()).isTrue();
        assertThat(client.exitValue()).as(lines.toString()).isZero();
        return lines;
    }

    @Test
    void case44EveryCallHasItsStatus() throws IOException, InterruptedException {
        assertThat(run("thing-shadow.js"))
                .containsExactly(
                        "rejected 404",
                        "accepted 1",
                        "delta 2 {\"led\":\"on\",\"cfg\":{\"b\":3}}",
                        "accepted 2",
                        "accepted 2",
                        "accepted 3",
                        "accepted 4",
                        "accepted 4",
                        "rejected 404",
                        "accepted 6",
                        "accepted 7");
    }

    @Test
    void case45ANamedShadowsLife() throws IOException, InterruptedException {
        assertThat(run("named-shadow.js"))
                .containsExactly(
                        "rejected 404 No shadow exists with name: 'cfg'",
                        "accepted 1",
                        "accepted 2",
                        "rejected 409 Version conflict",
                        "accepted 2",
                        "accepted 1",
                        "accepted 2",
                        "accepted 4",
                        "delta 1 on, delta 2 off, delta 4 on, documents 1, documents 2, documents 4");
    }
}
