// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

/** That somebody is a device, proven by a claim token. */
public record Claim(String device, String secret) {

    /** Without the secret: this may end up in a log. */
    @Override
    public String toString() {
        return "Claim[device=" + device + "]";
    }
}
