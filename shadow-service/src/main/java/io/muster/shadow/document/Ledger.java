// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.delivery.Sequence;
import io.muster.shadow.schedule.Timetable;

/**
 * What is kept of a shadow beside its sections, none of which the AWS contract knows.
 *
 * @param desiredVersion goes up by one with each change of the desired section, also across deletes
 * @param reportedVersion how many reports were accepted
 * @param delivery how far the device has got with what is desired
 * @param sequence the newest of the device's own numbers
 * @param timetable what will happen to desired members
 * @param removals what the device may not know to be desired no longer
 * @param policy who wins a conflict
 */
public record Ledger(
        long desiredVersion,
        long reportedVersion,
        Delivery delivery,
        Sequence sequence,
        Timetable timetable,
        Removals removals,
        ConflictPolicy policy) {

    /** The ledger of a new shadow. */
    public static final Ledger NEW =
            new Ledger(
                    0,
                    0,
                    Delivery.NEW,
                    Sequence.NEW,
                    Timetable.EMPTY,
                    Removals.NONE,
                    ConflictPolicy.LWW);

    /**
     * The ledger of a new shadow under a name that has used up versions: what a device still says
     * of a desired version of then is about none of now.
     *
     * @param version the last one that was used up
     */
    public static Ledger after(long version) {
        return new Ledger(
                version, 0, NEW.delivery, NEW.sequence, NEW.timetable, NEW.removals, NEW.policy);
    }

    /** After a change of the desired section. */
    Ledger desired(Delivery next, Removals left) {
        return new Ledger(
                desiredVersion + 1, reportedVersion, next, sequence, timetable, left, policy);
    }

    /** After a report. */
    Ledger reported(Delivery next) {
        return new Ledger(
                desiredVersion, reportedVersion + 1, next, sequence, timetable, removals, policy);
    }

    /** With news from the device, or from whoever brings it the deltas. */
    Ledger heard(Delivery next, Removals left) {
        return new Ledger(desiredVersion, reportedVersion, next, sequence, timetable, left, policy);
    }

    /** With the number of the newest report. */
    public Ledger with(Sequence next) {
        return new Ledger(
                desiredVersion, reportedVersion, delivery, next, timetable, removals, policy);
    }

    /** With another timetable. */
    public Ledger with(Timetable next) {
        return new Ledger(
                desiredVersion, reportedVersion, delivery, sequence, next, removals, policy);
    }

    /** With another policy. */
    public Ledger with(ConflictPolicy next) {
        return new Ledger(
                desiredVersion, reportedVersion, delivery, sequence, timetable, removals, next);
    }
}
