// SPDX-License-Identifier: Apache-2.0
/** Device certificates: our own check of chain, validity, purpose and names, without a network. */
@NullMarked
package io.muster.acl.certificate;

import org.jspecify.annotations.NullMarked;
