// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

/**
 * The authority has given a certificate's serial to another one before. Nothing was stored; the
 * transaction is lost, and a signature over another serial may do better.
 */
public final class SerialTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SerialTaken() {
        super("the authority has given this serial before", null, false, false);
    }
}
