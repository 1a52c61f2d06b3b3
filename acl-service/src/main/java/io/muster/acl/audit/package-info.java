// SPDX-License-Identifier: Apache-2.0
/** What was refused, for the audit log. */
@NullMarked
package io.muster.acl.audit;

import org.jspecify.annotations.NullMarked;
