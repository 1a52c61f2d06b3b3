// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

import io.muster.acl.policy.PolicySet;

/** What all documents of one tenant came to. */
public sealed interface Edition {

    /** They are in force together. */
    record Sound(PolicySet policies) implements Edition {}

    /** One of them can't be, so none is: a rule left out might have been a restriction. */
    record Faulty(String reason) implements Edition {}
}
