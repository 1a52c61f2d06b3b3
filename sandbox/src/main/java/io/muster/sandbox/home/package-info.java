// SPDX-License-Identifier: Apache-2.0
/**
 * The directory in which a sandbox keeps what it needs: secrets, certificates, data, logs, and who
 * runs.
 */
@NullMarked
package io.muster.sandbox.home;

import org.jspecify.annotations.NullMarked;
