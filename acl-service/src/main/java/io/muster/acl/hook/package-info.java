// SPDX-License-Identifier: Apache-2.0
/** The broker hooks: one thin adapter per dialect over one gate. */
@NullMarked
package io.muster.acl.hook;

import org.jspecify.annotations.NullMarked;
