// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Kinds of credentials. */
public enum CredentialType {
    /** A user name and a password, chosen by somebody or made here. */
    @JsonProperty("password")
    PASSWORD,
    /** A user name and a secret that is always made here. */
    @JsonProperty("token")
    TOKEN,
    /** A key that device and broker have in common. */
    @JsonProperty("psk")
    PSK,
    /** A certificate of somebody else that the device is known by. */
    @JsonProperty("x509")
    X509;

    /** As the API and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a word that {@link #word} gave. */
    public static CredentialType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether acl-service lets MQTT clients in by it. */
    public boolean logsIn() {
        return this != PSK;
    }

    /** What acl-service is told that it is: to it, tokens are passwords. */
    public String told() {
        return this == TOKEN ? PASSWORD.word() : word();
    }
}
