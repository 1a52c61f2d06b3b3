// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a fuzzer calls, see {@code registry-service/fuzz}: whatever the bytes, there is a verdict in
 * time, and no exception.
 */
public final class CsrFuzz {

    /** In processor time: the machine may be busy with something else. */
    private static final Duration LONGEST = Duration.ofMillis(200);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CsrFuzz() {}

    /** Good requests, to begin with. */
    static List<byte[]> seeds() {
        return List.of(
                TestCsr.of("dev-1").der(),
                TestCsr.of("dev-1").challenge("secret").uri("urn:device:default:dev-1").der(),
                TestCsr.of("dev-1").keys(TestKeys.rsa(2048), "SHA256withRSA").der(),
                TestCsr.of("dev-1").keys(TestKeys.ed25519(), "Ed25519").der());
    }

    /** Called by Jazzer once: classes are loaded, and instrumented, at the first look. */
    public static void fuzzerInitialize() {
        seeds().forEach(CsrFuzz::read);
        read(new byte[] {0x30, 0});
    }

    /** Called by Jazzer, which knows the method by its name. */
    public static void fuzzerTestOneInput(byte[] data) {
        long begun = THREADS.getCurrentThreadCpuTime();
        read(data);
        CsrText.decode(new String(data, StandardCharsets.ISO_8859_1)).ifPresent(CsrFuzz::read);
        var took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun);
        if (took.compareTo(LONGEST) > 0) {
            throw new IllegalStateException("it took " + took);
        }
    }

    static boolean read(byte[] der) {
        return switch (CsrPolicy.read(der)) {
            case CsrReading.Accepted(var request) -> request.key().getAlgorithm() != null;
            case CsrReading.Refused(var refusal) -> refusal.detail().isEmpty();
        };
    }
}
