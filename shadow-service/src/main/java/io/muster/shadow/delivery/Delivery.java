// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.delivery;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a device has got with the desired version of the moment. The versions only rise; the
 * state is that of the newest desired version.
 *
 * @param deliveredVersion the newest desired version whose delta was confirmed
 * @param appliedVersion the newest desired version that the device has applied, by its own word or
 *     because it reported what was desired
 * @param failure what the device said when it failed; only while it has failed
 */
public record Delivery(
        State state, long deliveredVersion, long appliedVersion, Optional<String> failure) {

    /** Nothing was ever desired. */
    public static final Delivery NEW = new Delivery(State.APPLIED, 0, 0, Optional.empty());

    /** Where one desired version stands. */
    public enum State {
        /** Something is desired that the device may not know of. */
        PENDING,
        /** The device was sent what is desired, and it arrived. */
        DELIVERED,
        /** Nothing is left to be done. */
        APPLIED,
        /** The device could not or would not apply it. */
        FAILED,
        /** It was withdrawn because its time was over before the device applied it. */
        EXPIRED;

        /** The word for it in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** There is a new desired version; {@code met} when the device reports all of it already. */
    public Delivery desired(long version, boolean met) {
        return met ? applied(version) : in(State.PENDING);
    }

    /** The delta of a version was confirmed by whoever took it for the device. */
    public Delivery delivered(long version, long current) {
        if (version > current || version <= deliveredVersion) {
            return this;
        }
        var next = version == current && state == State.PENDING ? State.DELIVERED : state;
        return new Delivery(next, version, appliedVersion, failure);
    }

    /** The device reported; {@code met} when nothing differs any more. */
    public Delivery reported(long current, boolean met) {
        if (met) {
            return state == State.EXPIRED ? this : applied(current);
        }
        return switch (state) {
            // It differs again: the device was changed by somebody else, or another member is open.
            case APPLIED, EXPIRED -> in(State.PENDING);
            case PENDING, DELIVERED, FAILED -> this;
        };
    }

    /** The device said itself what became of a version. What it says of older ones is history. */
    public Delivery acknowledged(Ack ack, long current) {
        if (ack.desiredVersion() > current) {
            return this;
        }
        long delivered = Math.max(deliveredVersion, ack.desiredVersion());
        long applied =
                ack.applied() ? Math.max(appliedVersion, ack.desiredVersion()) : appliedVersion;
        return ack.desiredVersion() < current
                ? new Delivery(state, delivered, applied, failure)
                : ack.applied()
                        ? new Delivery(State.APPLIED, delivered, applied, Optional.empty())
                        : new Delivery(State.FAILED, delivered, applied, Optional.of(ack.told()));
    }

    /**
     * Members were withdrawn by the clock, which is a desired version of its own. What was not
     * reported by then has expired; what else is still open stays pending.
     */
    public Delivery expired(long version, boolean wasMet, boolean met) {
        return wasMet || !met ? desired(version, met) : in(State.EXPIRED);
    }

    private Delivery applied(long version) {
        return new Delivery(
                State.APPLIED,
                deliveredVersion,
                Math.max(appliedVersion, version),
                Optional.empty());
    }

    private Delivery in(State next) {
        return new Delivery(next, deliveredVersion, appliedVersion, Optional.empty());
    }
}
