// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.service;

import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A service in its own JVM, tuned to be up soon and small rather than fast for ever. */
public final class ServiceProcess {

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private ServiceProcess() {}

    /** Starts a service; {@link io.muster.sandbox.net.Readiness} tells when it can be used. */
    public static ChildProcess start(MusterService service, ServiceSettings settings)
            throws IOException {
        var jar = ServiceImage.take(service, settings.home());
        var command = new ArrayList<String>();
        command.add(ChildProcess.java());
        command.addAll(JVM_OPTIONS);
        var temporary = settings.home().data().resolve("tmp").resolve(service.id());
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary));
        command.addAll(List.of("-jar", jar.toString()));
        return ChildProcess.start(
                command, settings.environment(service), settings.home().log(service.id()));
    }
}
