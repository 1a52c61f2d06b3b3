// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The settings of a service, as its production rules look at them. */
public final class Settings {

    /** Our own defaults, those of brokers and databases, and what examples use. */
    private static final Set<String> KNOWN =
            Set.of(
                    "muster",
                    "changeme",
                    "change-me",
                    "changeit",
                    "secret",
                    "password",
                    "admin",
                    "guest",
                    "public",
                    "postgres",
                    "test");

    /** The secrets of our development profiles begin with it. */
    private static final String NOT_FOR_PRODUCTION = "only-for-development";

    private static final String MISSING = "it is not set; set it to a secret of your own";

    private final Config config;

    /** The settings of this configuration. */
    public Settings(Config config) {
        this.config = config;
    }

    /**
     * A value that a service cannot do without, in no profile; when it is missing, the start ends
     * with a line that says so.
     */
    public static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(
                () -> new ConfigurationException(new Objection(name, MISSING).toString()));
    }

    /** The value of a setting; absent when it is empty. */
    public Optional<String> find(String name) {
        return config.getOptionalValue(name, String.class);
    }

    /** Whether a setting is there and is this word, in whatever case. */
    public boolean is(String name, String word) {
        return find(name).filter(word::equalsIgnoreCase).isPresent();
    }

    /** Objects to a secret that is missing or that everybody knows; a list of them has commas. */
    public Stream<Objection> secret(String name) {
        return find(name).isEmpty()
                ? Stream.of(new Objection(name, MISSING))
                : optionalSecret(name);
    }

    /** Objects to a secret that everybody knows; there may be none. */
    public Stream<Objection> optionalSecret(String name) {
        return find(name).stream().flatMap(value -> secret(name, value));
    }

    /** The same for a value that is known already, as of a setting that occurs many times. */
    public static Stream<Objection> secret(String name, String value) {
        return anyKnown(value)
                ? Stream.of(
                        new Objection(name, "everybody knows this one; set a secret of your own"))
                : Stream.empty();
    }

    private static boolean anyKnown(String secrets) {
        return Arrays.stream(secrets.split(","))
                .map(secret -> secret.strip().toLowerCase(Locale.ROOT))
                .anyMatch(
                        secret -> KNOWN.contains(secret) || secret.startsWith(NOT_FOR_PRODUCTION));
    }
}
