// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import java.util.Optional;

/**
 * A secret that a credential is to have.
 *
 * @param kept what of it is kept
 * @param shown what the caller is told once; empty where the caller chose it
 */
record NewSecret(String kept, Optional<String> shown) {

    /** Without the secret: this may end up in a log. */
    @Override
    public String toString() {
        return "NewSecret[…]";
    }
}
