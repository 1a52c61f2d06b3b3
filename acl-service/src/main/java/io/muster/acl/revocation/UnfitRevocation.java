// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

/** Something of a revocation is not what it must be. */
public final class UnfitRevocation extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String member;

    public UnfitRevocation(String member, String message) {
        super(message);
        this.member = member;
    }

    /** What it is: {@code value}, {@code until} or {@code reason}. */
    public String member() {
        return member;
    }
}
