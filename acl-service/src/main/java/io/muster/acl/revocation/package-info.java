// SPDX-License-Identifier: Apache-2.0
/** What operators have taken back: identities, tokens, certificates, client ids, sessions. */
@NullMarked
package io.muster.acl.revocation;

import org.jspecify.annotations.NullMarked;
