// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/**
 * Which devices there are and how they behave.
 *
 * @param prefix what their ids begin with; a number follows
 * @param keepsSession whether the broker queues for a device that is away; if not, the device asks
 *     for what it missed
 * @param concurrency how many devices enroll or connect at the same time; more than the machine's
 *     cores only fills queues
 */
public record FleetPlan(
        String prefix,
        int size,
        String tenant,
        String product,
        String version,
        Behaviour behaviour,
        boolean keepsSession,
        int concurrency) {

    /** The product that simulated devices are, unless told otherwise. */
    public static final String PRODUCT = "demo-sensor";

    /** What simulated devices run before their first update. */
    public static final String FIRST_VERSION = "1.0.0";

    private static final int MAX_SIZE = 10_000;
    private static final int DEFAULT_CONCURRENCY = 8;

    /** Rejects a size or a concurrency that cannot work. */
    public FleetPlan {
        if (size < 1 || size > MAX_SIZE || concurrency < 1) {
            throw new IllegalArgumentException("a fleet has 1 to " + MAX_SIZE + " devices");
        }
    }

    /** Sound devices of the default tenant that run {@link #FIRST_VERSION}. */
    public static FleetPlan sound(String prefix, int size, long seed) {
        return new FleetPlan(
                prefix,
                size,
                "default",
                PRODUCT,
                FIRST_VERSION,
                Behaviour.sound(seed),
                false,
                DEFAULT_CONCURRENCY);
    }

    /** The same fleet as another product. */
    public FleetPlan of(String otherProduct) {
        return new FleetPlan(
                prefix, size, tenant, otherProduct, version, behaviour, keepsSession, concurrency);
    }

    /** The same fleet behaving otherwise. */
    public FleetPlan behaving(Behaviour other) {
        return new FleetPlan(
                prefix, size, tenant, product, version, other, keepsSession, concurrency);
    }

    /** The same fleet, for whose devices the broker queues while they are away. */
    public FleetPlan keepingSessions() {
        return new FleetPlan(prefix, size, tenant, product, version, behaviour, true, concurrency);
    }

    String deviceId(int number) {
        return "%s-%04d".formatted(prefix, number + 1);
    }
}
