// SPDX-License-Identifier: Apache-2.0
/** A PostgreSQL of the sandbox's own, with a role and a schema for each service. */
@NullMarked
package io.muster.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
