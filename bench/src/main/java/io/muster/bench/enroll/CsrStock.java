// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.enroll;

import io.muster.sandbox.device.DeviceKey;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Requests of devices that nobody knows yet, each with a key of its own: none is asked twice. */
final class CsrStock {

    private final ConcurrentLinkedQueue<Csr> requests = new ConcurrentLinkedQueue<>();

    /** A device and its request. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Csr(String device, byte[] der) {

        static Csr fresh() {
            var device = "bench-" + UUID.randomUUID();
            return new Csr(device, DeviceKey.generate().signingRequest(device));
        }
    }

    CsrStock(int count) {
        IntStream.range(0, count).parallel().forEach(_ -> requests.add(Csr.fresh()));
    }

    /** Takes some away. */
    List<Csr> take(int count) {
        return IntStream.range(0, count).mapToObj(_ -> requests.remove()).toList();
    }
}
