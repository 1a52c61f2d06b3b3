// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.process.ChildProcess;
import io.muster.sandbox.service.MusterService;
import io.muster.sandbox.service.ServiceProcess;
import io.muster.sandbox.service.ServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of the four services. */
final class ServicePart implements Part {

    /** Longer than the ten seconds that a service gives its own requests to end. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final MusterService service;
    private final ServiceSettings settings;
    private final Readiness readiness;
    private @Nullable ChildProcess child;

    ServicePart(MusterService service, ServiceSettings settings, Readiness readiness) {
        this.service = service;
        this.settings = settings;
        this.readiness = readiness;
    }

    @Override
    public String name() {
        return service.id();
    }

    @Override
    public String where() {
        return settings.url(service).toString();
    }

    @Override
    public void launch() throws IOException {
        child = ServiceProcess.start(service, settings);
    }

    @Override
    public boolean ready() throws IOException, InterruptedException {
        requireAlive();
        return readiness.ready(settings.url(service));
    }

    /** Throws when the process has ended. */
    void requireAlive() throws IOException {
        if (!launched().isAlive()) {
            throw new IOException(
                    "%s ended with exit code %d while starting"
                            .formatted(service.fullName(), launched().exitCode()));
        }
    }

    @Override
    public ProcessHandle process() {
        return launched().handle();
    }

    private ChildProcess launched() {
        return Objects.requireNonNull(child, "not launched");
    }

    @Override
    public void stop() {
        if (child != null) {
            child.stop(STOP_TIMEOUT);
        }
    }
}
