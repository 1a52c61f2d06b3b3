// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Issuer.Cross;
import java.util.Optional;

/** A new authority, and what joins it to the one that it takes the place of. */
record Successor(Authority authority, Optional<Cross> cross) {}
