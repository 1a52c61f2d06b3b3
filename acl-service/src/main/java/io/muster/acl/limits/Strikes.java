// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import java.time.Duration;
import java.time.Instant;

/**
 * What is held against one key.
 *
 * @param count strikes since then, not counting those that led to a block
 * @param blocks blocks in a row
 * @param blockedUntil the end of the last block
 */
record Strikes(int count, Instant since, int blocks, Instant blockedUntil) {

    private static final int MAX_DOUBLINGS = 20;

    static final Strikes NONE = new Strikes(0, Instant.MIN, 0, Instant.MIN);

    boolean blockedAt(Instant now) {
        return now.isBefore(blockedUntil);
    }

    /** One more; a block begins with the last that is tolerated. */
    Strikes struck(Instant now, int tolerated, LimitRules rules) {
        boolean recent = since.isAfter(now.minus(rules.window()));
        int next = recent ? count + 1 : 1;
        return next >= tolerated
                ? blocked(now, rules)
                : new Strikes(next, recent ? since : now, blocks, blockedUntil);
    }

    private Strikes blocked(Instant now, LimitRules rules) {
        boolean again = blockedUntil.isAfter(now.minus(rules.longestBlock()));
        int row = again ? blocks + 1 : 1;
        return new Strikes(0, now, row, now.plus(length(row, rules)));
    }

    private static Duration length(int row, LimitRules rules) {
        var length = rules.firstBlock().multipliedBy(1L << Math.min(row - 1, MAX_DOUBLINGS));
        return length.compareTo(rules.longestBlock()) > 0 ? rules.longestBlock() : length;
    }
}
