// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

/** What a shadow's policy makes of a change, in the same version. */
final class Settlement {

    private Settlement() {}

    /**
     * @param before the document before the change
     * @param after the document after it
     * @param byOwner whether the change wrote the desired section, which no policy takes back
     */
    static ShadowDocument of(ShadowDocument before, ShadowDocument after, boolean byOwner) {
        return switch (after.ledger().policy()) {
            case LWW, REJECT -> after;
            case CLEAR_ON_APPLIED -> cleared(after);
            case DEVICE_WINS -> byOwner ? after : withdrawn(before, after);
        };
    }

    /** What is left of the wishes is exactly what is not fulfilled: the delta. */
    private static ShadowDocument cleared(ShadowDocument document) {
        return document.desired().isEmpty() ? document : document.with(document.delta());
    }

    private static ShadowDocument withdrawn(ShadowDocument before, ShadowDocument after) {
        var patch = Withdrawal.of(after.desired(), before.reported(), after.reported());
        var stamp = new Stamp(after.updatedAt().toEpochMilli(), after.version(), "");
        return after.with(after.desired().patched(patch, stamp));
    }
}
