// SPDX-License-Identifier: Apache-2.0
/** What devices say of their jobs and of what they run. */
@NullMarked
package io.muster.ota.report;

import org.jspecify.annotations.NullMarked;
