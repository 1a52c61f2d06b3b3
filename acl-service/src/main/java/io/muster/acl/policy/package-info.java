// SPDX-License-Identifier: Apache-2.0
/** Policy documents, and the engine that they are compiled to. */
@NullMarked
package io.muster.acl.policy;

import org.jspecify.annotations.NullMarked;
