// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

/** The settings cannot be used. The message names the setting and says why, but never its value. */
public final class SettingsFault extends Exception {

    private static final long serialVersionUID = 1;

    SettingsFault(String message) {
        super(message);
    }
}
