// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code conf/muster-acl.properties} in the extension's folder, and the environment. A name
 * in the file that is no setting is a fault: it is one that somebody misspelt and relies on.
 */
public final class SettingsReader {

    private static final Path FILE = Path.of("conf", "muster-acl.properties");

    private static final String URL = "hook.url";
    private static final String HOOK_SECRET = "hook.secret";
    private static final String DEADLINE = "hook.deadline-millis";
    private static final String AUTHORITIES = "hook.authorities";
    private static final String PLAIN_HTTP = "hook.plain-http";
    private static final String CONNECTIONS = "hook.connections";
    private static final String WAITING = "hook.waiting";
    private static final String CONTROL_ADDRESS = "control.address";
    private static final String CONTROL_PORT = "control.port";
    private static final String CONTROL_SECRET = "control.secret";
    private static final String EVENTS_URL = "events.url";
    private static final String EVENTS_SECRET = "events.secret";
    private static final String EVENTS_AUTHORITIES = "events.authorities";
    private static final String IN_FILE = "-file";

    private static final Set<String> NAMES =
            Set.of(
                    URL,
                    HOOK_SECRET,
                    HOOK_SECRET + IN_FILE,
                    DEADLINE,
                    AUTHORITIES,
                    PLAIN_HTTP,
                    CONNECTIONS,
                    WAITING,
                    CONTROL_ADDRESS,
                    CONTROL_PORT,
                    CONTROL_SECRET,
                    CONTROL_SECRET + IN_FILE,
                    EVENTS_URL,
                    EVENTS_SECRET,
                    EVENTS_SECRET + IN_FILE,
                    EVENTS_AUTHORITIES);

    private static final int MAX_PORT = 65_535;

    private final Values values;

    private SettingsReader(Values values) {
        this.values = values;
    }

    /** Throws when anything is missing or wrong: there are no half-good settings. */
    public static AclSettings read(Path folder, Map<String, String> environment)
            throws SettingsFault {
        var file = properties(folder.resolve(FILE));
        var unknown = new TreeSet<>(file.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new SettingsFault("there is no setting " + String.join(", ", unknown));
        }
        return new SettingsReader(new Values(folder, file, environment)).settings();
    }

    /** The environment alone may be enough. */
    private static Map<String, String> properties(Path file) throws SettingsFault {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsFault(FILE + " cannot be read: " + e.getClass().getSimpleName());
            }
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((name, value) -> texts.put(name.toString(), value.toString()));
        return texts;
    }

    private AclSettings settings() throws SettingsFault {
        var hook = hook();
        return new AclSettings(hook, control(hook.secret()), events());
    }

    private Optional<EventSettings> events() throws SettingsFault {
        if (values.find(EVENTS_URL).isEmpty()) {
            return Optional.empty();
        }
        var url = url(EVENTS_URL);
        var secret = values.secret(EVENTS_SECRET);
        return Optional.of(
                new EventSettings(
                        url,
                        secret.isPresent()
                                ? secret.get()
                                : new Secret(values.required(EVENTS_SECRET)),
                        values.path(EVENTS_AUTHORITIES)));
    }

    private HookSettings hook() throws SettingsFault {
        var url = url(URL);
        var secret = values.secret(HOOK_SECRET);
        return new HookSettings(
                url,
                secret.isPresent() ? secret.get() : new Secret(values.required(HOOK_SECRET)),
                Duration.ofMillis(
                        values.number(
                                DEADLINE, (int) HookSettings.DEADLINE.toMillis(), 100, 10_000)),
                values.number(CONNECTIONS, HookSettings.CONNECTIONS, 1, 10_000),
                values.number(WAITING, HookSettings.WAITING, 0, 1_000_000),
                values.path(AUTHORITIES));
    }

    private URI url(String name) throws SettingsFault {
        var plainHttp = values.flag(PLAIN_HTTP);
        var text = values.required(name);
        var url = parsed(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (url == null
                || url.getScheme() == null
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getRawUserInfo() != null) {
            throw new SettingsFault(name + " is not the address of a hook");
        }
        switch (url.getScheme()) {
            case "https" -> {}
            case "http" -> requirePlainHttp(name, plainHttp, url.getHost());
            default -> throw new SettingsFault(name + " is neither http nor https");
        }
        return url;
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static void requirePlainHttp(String name, boolean meant, String host)
            throws SettingsFault {
        if (!meant && !isLoopback(host)) {
            throw new SettingsFault(
                    name + " is plain http to another machine; if you mean it, set " + PLAIN_HTTP);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Optional<ControlSettings> control(Secret hookSecret) throws SettingsFault {
        if (values.find(CONTROL_PORT).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ControlSettings(
                        values.find(CONTROL_ADDRESS).orElse(ControlSettings.LOOPBACK),
                        values.number(CONTROL_PORT, 0, 1, MAX_PORT),
                        values.secret(CONTROL_SECRET).orElse(hookSecret)));
    }
}
