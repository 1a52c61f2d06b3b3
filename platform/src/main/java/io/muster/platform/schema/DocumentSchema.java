// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A JSON Schema (2020-12) that documents must keep. Tenants write them, so that a check must cost
 * little whatever they write: nothing is ever loaded, there are no references, which could go round
 * in circles, numbers are of a size that is quick to calculate with, and patterns give up in time.
 */
public final class DocumentSchema {

    /** As many violations are told at once, at most. */
    public static final int MAX_FAULTS = 20;

    /**
     * Without references each part of a schema sees each part of a document at most once, so this
     * bounds the work, whatever the schema: a thousand alternatives for each of many items.
     */
    private static final long MOST_PAIRS = 2_000_000;

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    VersionFlag.V202012,
                    builder ->
                            builder.enableSchemaCache(false)
                                    .schemaLoaders(loaders ->
                                            loaders.add(DisallowSchemaLoader.getInstance())));
    // Messages of our own need no resource bundle in a native executable.
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .regularExpressionFactory(BoundedPattern::of)
                    .messageSource((key, fallback, locale, arguments) -> key)
                    .build();

    private final JsonSchema schema;
    private final long size;

    private DocumentSchema(JsonSchema schema, long size) {
        this.schema = schema;
        this.size = size;
    }

    /**
     * A rule of the schema that a document breaks.
     *
     * @param pointer where, as a JSON Pointer into the document
     * @param keyword which rule, such as {@code maximum}
     */
    public record Fault(String pointer, String keyword) {}

    /** The schema that JSON is; empty when it is none that we check by. */
    public static Optional<DocumentSchema> of(JsonNode json) {
        if (!json.isObject() || !isOurs(json) || refers(json) || !ModestNumbers.in(json)) {
            return Optional.empty();
        }
        try {
            var schema = FACTORY.getSchema(json, CONFIG);
            schema.initializeValidators();
            return Optional.of(new DocumentSchema(schema, size(json)));
        } catch (JsonSchemaException | PatternSyntaxException | StackOverflowError unusable) {
            return Optional.empty();
        }
    }

    private static long size(JsonNode tree) {
        long size = 1;
        for (var child : tree) {
            size += size(child);
        }
        return size;
    }

    private static boolean isOurs(JsonNode json) {
        return !json.has("$schema")
                || json.path("$schema").asText().equals(VersionFlag.V202012.getId());
    }

    private static boolean refers(JsonNode json) {
        return REFERENCES.stream().anyMatch(name -> json.findValue(name) != null);
    }

    /**
     * What is wrong with a document, at most {@value #MAX_FAULTS} findings; empty when nothing is.
     * A document that can't be checked within bounds is wrong as a whole.
     *
     * <p>Takes up to some milliseconds: not for an event loop.
     */
    public List<Fault> check(JsonNode document) {
        if (!ModestNumbers.in(document)) {
            return List.of(new Fault("", "number-size"));
        }
        if (size * size(document) > MOST_PAIRS) {
            return List.of(new Fault("", "check-size"));
        }
        var steps = new BoundedPattern.Steps();
        var faults = new ArrayList<Fault>();
        BoundedPattern.within(steps, () -> faults.addAll(faults(document)));
        return steps.areSpent() ? List.of(new Fault("", "pattern-steps")) : faults;
    }

    private List<Fault> faults(JsonNode document) {
        return schema.validate(document).stream()
                .map(DocumentSchema::fault)
                .distinct()
                .limit(MAX_FAULTS)
                .toList();
    }

    private static Fault fault(ValidationMessage message) {
        var at = Objects.toString(message.getInstanceLocation(), "");
        var property = message.getProperty();
        return new Fault(property == null ? at : at + "/" + escaped(property), message.getType());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
