// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.platform.topic.DeviceId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the id of a device is made of what its certificate and its request say, such as {@code
 * line-4-{cert.serial}}. Values are put in once and as they are: one that looks like a template
 * stays text, and one with a character that ids do not have makes no id.
 */
public record IdTemplate(String text) {

    private static final int MAX_CHARACTERS = 200;
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "(?:[A-Za-z0-9_.:-]|\\{(?:cert\\.cn|cert\\.serial|cert\\.serialNumber|csr\\.cn|param\\.[A-Za-z0-9_-]{1,64})})+");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    /** Throws for what can't be a template. */
    public IdTemplate {
        if (!wellFormed(text)) {
            throw new IllegalArgumentException("not a template of device ids");
        }
    }

    /** Reads a template that came from outside. */
    public static Optional<IdTemplate> parse(String text) {
        return wellFormed(text) ? Optional.of(new IdTemplate(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return text.length() <= MAX_CHARACTERS
                && GRAMMAR.matcher(text).matches()
                && PLACE.matcher(text).find();
    }

    /**
     * Whether the id comes from the certificate alone, so that who shows it is the device itself.
     * With a part of it that the request chooses, one certificate is good for many ids.
     */
    public boolean namesHolder() {
        return !text.contains("{csr.") && !asksParameters();
    }

    /** Whether some of the id comes from the certificate, which claims share. */
    public boolean asksCertificate() {
        return text.contains("{cert.");
    }

    /** Whether some of the id comes from parameters, which EST does not have. */
    public boolean asksParameters() {
        return text.contains("{param.");
    }

    /**
     * The id with the values of its places; empty when one is missing or can't be part of an id.
     */
    public Optional<DeviceId> resolve(Function<String, Optional<String>> values) {
        var id = new StringBuilder();
        var places = PLACE.matcher(text);
        while (places.find()) {
            var value = values.apply(places.group(1)).filter(it -> VALUE.matcher(it).matches());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            places.appendReplacement(id, Matcher.quoteReplacement(value.get()));
        }
        return DeviceId.parse(places.appendTail(id).toString());
    }
}
