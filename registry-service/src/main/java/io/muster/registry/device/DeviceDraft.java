// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.schema.ModestNumbers;
import io.muster.registry.identity.DeviceDescription;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What operators say of a device, as the API takes it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DeviceDescription")
public record DeviceDraft(
        @Schema(maxLength = DeviceDraft.LONGEST_NAME) @Nullable String displayName,
        @Schema(description = "The id of a device type.") @Nullable String type,
        @Schema(
                        description =
                                "Anything, as far as the type's schema allows it; at most 16 KiB,"
                                        + " numbers of at most 100 digits and an exponent of at"
                                        + " most 400.",
                        implementation = Map.class)
                @Nullable ObjectNode attributes,
        @Schema(description = "At most 50, of at most 64 characters each.")
                @Nullable List<String> tags,
        @Schema(
                        description =
                                "Serial number, IMEI and the like by their kind; each belongs to one"
                                        + " device of the tenant. At most 10.")
                @Nullable Map<String, String> externalIds) {

    static final int LONGEST_NAME = 200;
    private static final int LONGEST_ATTRIBUTES = 16_384;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 64;
    private static final int MOST_EXTERNAL_IDS = 10;
    private static final int LONGEST_EXTERNAL_ID = 128;
    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");
    private static final String NUL = "\u0000";

    public DeviceDraft {
        require(
                displayName == null || fits(displayName, LONGEST_NAME),
                "displayName has 1 to 200 characters.");
        require(
                attributes == null || attributes.toString().length() <= LONGEST_ATTRIBUTES,
                "attributes have at most 16 KiB.");
        require(attributes == null || !hasNul(attributes), "attributes have no NUL characters.");
        require(
                attributes == null || ModestNumbers.in(attributes),
                "Numbers of attributes have at most 100 digits and an exponent of at most 400.");
        require(tags == null || areTags(tags), "There are at most 50 tags, of 1 to 64 characters.");
        require(
                externalIds == null || areIds(externalIds),
                "There are at most 10 external ids; a kind has 1 to 32 of A-Z a-z 0-9 _ - and"
                        + " begins with a letter, a value has 1 to 128 characters.");
    }

    private static boolean areTags(List<String> tags) {
        return tags.size() <= MOST_TAGS && tags.stream().allMatch(tag -> fits(tag, LONGEST_TAG));
    }

    private static boolean areIds(Map<String, String> ids) {
        return ids.size() <= MOST_EXTERNAL_IDS
                && ids.entrySet().stream().allMatch(DeviceDraft::isId);
    }

    private static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }

    private static boolean isId(Map.Entry<String, String> id) {
        return KIND.matcher(id.getKey()).matches() && fits(id.getValue(), LONGEST_EXTERNAL_ID);
    }

    private static boolean fits(@Nullable String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest && !text.contains(NUL);
    }

    private static boolean hasNul(JsonNode tree) {
        return tree.asText().contains(NUL)
                || tree.propertyStream().anyMatch(member -> member.getKey().contains(NUL))
                || StreamSupport.stream(tree.spliterator(), false).anyMatch(DeviceDraft::hasNul);
    }

    /** The draft that says the same. */
    public static DeviceDraft of(DeviceDescription description) {
        return new DeviceDraft(
                description.displayName().orElse(null),
                description.type().orElse(null),
                description.attributes(),
                description.tags(),
                description.externalIds());
    }

    /** What it says. */
    public DeviceDescription description() {
        return new DeviceDescription(
                Optional.ofNullable(displayName),
                Optional.ofNullable(type),
                attributes == null ? JsonNodeFactory.instance.objectNode() : attributes,
                tags == null ? List.of() : tags,
                externalIds == null ? Map.of() : externalIds);
    }
}
