// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.muster.acl.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says of a document's shape what the service says. */
class PolicySchemaTest {

    private static JsonSchema schema;

    @BeforeAll
    static void read() throws IOException {
        try (var resource = open("policy-schema")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(resource);
        }
    }

    private static InputStream open(String name) {
        return PolicySchemaTest.class.getResourceAsStream("/policies/" + name + ".json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.muster.acl.policy.PolicyCases#valid")
    void whatLoadsIsValid(PolicyCases.Valid document) {
        assertThat(schema.validate(document.json())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device",
                "registry-service",
                "shadow-service",
                "ota-service",
                "acl-service"
            })
    void whatComesWithTheServiceIsValid(String name) throws IOException {
        try (var resource = open(name)) {
            var document = StrictJson.parse(resource.readAllBytes()).orElseThrow();

            assertThat(schema.validate(document)).isEmpty();
        }
    }

    static Stream<PolicyCases.Invalid> misshapen() {
        return PolicyCases.invalid().filter(PolicyCases.Invalid::shape);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misshapen")
    void whatIsMisshapenIsInvalid(PolicyCases.Invalid document) {
        assertThat(schema.validate(document.json())).isNotEmpty();
    }

    static Stream<PolicyCases.Invalid> senseless() {
        return PolicyCases.invalid().filter(document -> !document.shape());
    }

    /** Otherwise the table would hide what the schema can say after all. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("senseless")
    void whatOnlyTheServiceSeesIsValid(PolicyCases.Invalid document) {
        assertThat(schema.validate(document.json())).isEmpty();
    }
}
