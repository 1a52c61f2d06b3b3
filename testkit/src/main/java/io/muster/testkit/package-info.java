// SPDX-License-Identifier: Apache-2.0
/**
 * Test fixtures: real PostgreSQL, broker and issuer, tables of cases, rules that a build keeps, a
 * proxy that breaks.
 */
@NullMarked
package io.muster.testkit;

import org.jspecify.annotations.NullMarked;
