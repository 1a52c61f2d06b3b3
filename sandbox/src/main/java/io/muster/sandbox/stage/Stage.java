// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.stage;

import io.muster.sandbox.home.InstanceLock;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.operator.Installation;
import io.muster.sandbox.operator.IssuerApi;
import io.muster.sandbox.run.BrokerKind;
import io.muster.sandbox.run.Progress;
import io.muster.sandbox.run.Sandbox;
import io.muster.sandbox.run.SandboxFailure;
import io.muster.sandbox.run.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running sandbox to act on. Closing it ends the sandbox where it was started for this. */
public final class Stage implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final MusterHome home;
    private final Runnable end;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    private Stage(MusterHome home, Runnable end) {
        this.home = home;
        this.end = end;
    }

    /** The sandbox that runs in the directory, or a new one there when none does. */
    public static Stage enter(SandboxOptions options, Progress progress)
            throws SandboxFailure, InterruptedException {
        return running(options.home())
                ? new Stage(options.home(), () -> {})
                : build(options, progress, () -> {});
    }

    /** The sandbox that runs in the directory, or a new one elsewhere, of which no file remains. */
    public static Stage enterOrPass(SandboxOptions options, Progress progress)
            throws SandboxFailure, InterruptedException {
        if (running(options.home())) {
            return new Stage(options.home(), () -> {});
        }
        try {
            var directory = Files.createTempDirectory("muster");
            var elsewhere =
                    new SandboxOptions(
                            options.home().in(directory),
                            options.ports(),
                            options.broker(),
                            options.keepData());
            return build(elsewhere, progress, () -> delete(directory));
        } catch (IOException e) {
            throw new SandboxFailure("There is no place for a sandbox: " + e.getMessage(), e);
        }
    }

    private static boolean running(MusterHome home) throws SandboxFailure {
        try {
            var owner = InstanceLock.owner(home);
            if (owner.isPresent() && !Files.exists(home.endpoints())) {
                throw new SandboxFailure("Muster is still starting, or already ending.");
            }
            return owner.isPresent();
        } catch (IOException e) {
            throw new SandboxFailure(
                    "Muster cannot use " + home.directory() + ": " + e.getMessage(), e);
        }
    }

    /** An interrupt ends the sandbox like any other way out. */
    private static Stage build(SandboxOptions options, Progress progress, Runnable after)
            throws SandboxFailure, InterruptedException {
        var sandbox = Sandbox.open(options, progress);
        Runnable end =
                () -> {
                    sandbox.close();
                    after.run();
                };
        Runtime.getRuntime().addShutdownHook(new Thread(end, "stage-end"));
        try {
            sandbox.start();
        } catch (SandboxFailure | InterruptedException e) {
            end.run();
            throw e;
        }
        return new Stage(options.home(), end);
    }

    private static void delete(Path directory) {
        try {
            PrivateFiles.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The installation as it describes itself now. */
    public Installation installation() throws IOException {
        return Installation.read(home.endpoints(), home.root(), http, BrokerKind.of(home).mqtt());
    }

    /** The issuer, with the password of its development users. */
    public IssuerApi issuer() throws IOException {
        return new IssuerApi(installation().service("oidcIssuer"), Secrets.ensure(home).users());
    }

    /** The directory of the sandbox. */
    public MusterHome home() {
        return home;
    }

    @Override
    public void close() {
        end.run();
        http.close();
    }
}
