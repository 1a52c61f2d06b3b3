// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer.store;

/** What became of an offer. */
public enum TransferState {
    OFFERED,
    /** The device is the other tenant's now. */
    ACCEPTED,
    REFUSED,
    /** The offering tenant thought better of it. */
    WITHDRAWN,
    /** Nobody decided in time. */
    EXPIRED
}
