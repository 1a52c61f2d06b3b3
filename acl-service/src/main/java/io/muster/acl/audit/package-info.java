// SPDX-License-Identifier: Apache-2.0
/** What was refused, for the audit log; and the audit log for auditors. */
@NullMarked
package io.muster.acl.audit;

import org.jspecify.annotations.NullMarked;
