// SPDX-License-Identifier: Apache-2.0
/** Policies that come from files: no database, no API that writes them. */
@NullMarked
package io.muster.acl.files;

import org.jspecify.annotations.NullMarked;
