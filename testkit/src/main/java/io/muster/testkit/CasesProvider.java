// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Reads the table that {@link CasesSource} names. A field that the case's type does not know fails
 * the test.
 */
final class CasesProvider implements ArgumentsProvider {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .findAndRegisterModules()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        var test = context.getRequiredTestMethod();
        return read(test).properties().stream().map(entry -> arguments(entry, test));
    }

    private static JsonNode read(Method test) {
        var path = "/cases/" + test.getAnnotation(CasesSource.class).value();
        try (var file = test.getDeclaringClass().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("no " + path + " on the class path");
            }
            return requireCases(path, YAML.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static JsonNode requireCases(String path, JsonNode table) {
        if (!table.isObject() || table.isEmpty()) {
            throw new IllegalArgumentException(path + " must map names to cases, at least one");
        }
        return table;
    }

    private static Arguments arguments(Map.Entry<String, JsonNode> entry, Method test) {
        var type = YAML.constructType(test.getGenericParameterTypes()[1]);
        return Arguments.of(entry.getKey(), YAML.convertValue(entry.getValue(), type));
    }
}
