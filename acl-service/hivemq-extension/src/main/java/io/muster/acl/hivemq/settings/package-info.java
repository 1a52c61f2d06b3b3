// SPDX-License-Identifier: Apache-2.0
/** What the operator says: by file, by environment. */
@NullMarked
package io.muster.acl.hivemq.settings;

import org.jspecify.annotations.NullMarked;
