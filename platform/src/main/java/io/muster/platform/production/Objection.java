// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

/**
 * A setting that is not fit for production.
 *
 * @param setting its name, never its value
 * @param remedy what the operator is to do, a line for the log
 */
public record Objection(String setting, String remedy) {

    @Override
    public String toString() {
        return setting + ": " + remedy;
    }
}
