// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.muster.acl;

import org.jspecify.annotations.NullMarked;
