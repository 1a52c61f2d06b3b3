// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

/** What the policies of a tenant that are in force amount to. */
public record Totals(long policies, long rules, long bytes) {}
