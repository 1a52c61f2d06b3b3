// SPDX-License-Identifier: Apache-2.0
/** The four services as the sandbox starts them. */
@NullMarked
package io.muster.sandbox.service;

import org.jspecify.annotations.NullMarked;
