// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values by name; the environment's come before the file's, empty ones count as absent. */
record Values(Path folder, Map<String, String> file, Map<String, String> environment) {

    private static final String PREFIX = "MUSTER_ACL_";

    static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    Optional<String> find(String name) {
        return present(environment.get(variable(name))).or(() -> present(file.get(name)));
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    String required(String name) throws SettingsFault {
        return find(name)
                .orElseThrow(
                        () -> new SettingsFault(name + " (or " + variable(name) + ") is not set"));
    }

    int number(String name, int fallback, int least, int most) throws SettingsFault {
        var text = find(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            var number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of bounds.
        }
        throw new SettingsFault(name + " is not a number from " + least + " to " + most);
    }

    boolean flag(String name) throws SettingsFault {
        return switch (find(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingsFault(name + " is neither true nor false");
        };
    }

    Optional<Path> path(String name) {
        return find(name).map(folder::resolve);
    }

    /** The secret of that name, or the one in the file that {@code name-file} names. */
    Optional<Secret> secret(String name) throws SettingsFault {
        var value = find(name);
        var source = path(name + "-file");
        if (value.isPresent() && source.isPresent()) {
            throw new SettingsFault("both " + name + " and " + name + "-file are set");
        }
        var text = source.isPresent() ? Optional.of(content(name, source.get())) : value;
        return text.isPresent() ? Optional.of(secret(name, text.get())) : Optional.empty();
    }

    private static String content(String name, Path source) throws SettingsFault {
        try {
            return Files.readString(source).strip();
        } catch (IOException e) {
            throw new SettingsFault(name + "-file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Secret secret(String name, String text) throws SettingsFault {
        try {
            return new Secret(text);
        } catch (IllegalArgumentException e) {
            throw new SettingsFault(name + ": " + e.getMessage());
        }
    }
}
