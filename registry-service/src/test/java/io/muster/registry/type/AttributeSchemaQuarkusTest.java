// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of rule of a schema, from outside: the validator finds some of them by name. */
@QuarkusTest
class AttributeSchemaQuarkusTest {

    private static final String TYPES = "/api/v1/device-types/";

    private final String type = "type-" + UUID.randomUUID();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type | {'properties':{'a':{'type':['integer','null']}}} | {'a':null} | {'a':1.5}",
                "enum | {'properties':{'a':{'enum':[1,'x']}}} | {'a':1.0} | {'a':2}",
                "const | {'properties':{'a':{'const':{'b':1}}}} | {'a':{'b':1}} | {'a':{}}",
                "pattern | {'properties':{'a':{'pattern':'^\\\\p{L}+$'}}} | {'a':'né'} | {'a':'7'}",
                "multipleOf | {'properties':{'a':{'multipleOf':0.1}}} | {'a':0.3} | {'a':0.35}",
                "exclusiveMinimum | {'properties':{'a':{'exclusiveMinimum':1}}} | {'a':2} | {'a':1}",
                "maxLength | {'properties':{'a':{'maxLength':1}}} | {'a':'é'} | {'a':'ab'}",
                "uniqueItems | {'properties':{'a':{'uniqueItems':true}}} | {'a':[1,2]} | {'a':[1,1]}",
                "minContains | {'properties':{'a':{'contains':{'const':1}}}} | {'a':[2,1]} | {'a':[2]}",
                "type | {'properties':{'a':{'prefixItems':[{'type':'string'}]}}} | {'a':['x']} | {'a':[1]}",
                "unevaluatedItems | {'properties':{'a':{'prefixItems':[true],'unevaluatedItems':false}}} | {'a':[1]} | {'a':[1,2]}",
                "unevaluatedProperties | {'properties':{'a':true},'unevaluatedProperties':false} | {'a':1} | {'b':1}",
                "propertyNames | {'propertyNames':{'maxLength':1}} | {'a':1} | {'ab':1}",
                "type | {'patternProperties':{'^n_':{'type':'number'}}} | {'n_a':1} | {'n_a':'x'}",
                "dependentRequired | {'dependentRequired':{'a':['b']}} | {'b':1} | {'a':1}",
                "required | {'dependentSchemas':{'a':{'required':['b']}}} | {'b':1} | {'a':1}",
                "required | {'if':{'required':['a']},'then':{'required':['b']},'else':{}} | {'c':1} | {'a':1}",
                "oneOf | {'oneOf':[{'required':['a']},{'required':['b']}]} | {'a':1} | {'a':1,'b':1}",
                "required | {'allOf':[{'required':['a']}]} | {'a':1} | {'b':1}",
                "not | {'not':{'required':['a']}} | {'b':1} | {'a':1}",
                "maxProperties | {'maxProperties':1,'$schema':'https://json-schema.org/draft/2020-12/schema'} | {'a':1} | {'a':1,'b':1}",
                "type | {'$comment':'c','title':'t','properties':{'a':{'type':'string','format':'date-time','contentEncoding':'base64'}}} | {'a':'-'} | {'a':1}"
            })
    void aDeviceKeepsTheSchemaOfItsType(String rule, String schema, String good, String bad) {
        put(schema).then().statusCode(200);

        create(good).then().statusCode(201);
        create(bad)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:muster:problem:schema-violation"))
                .body("errors.rule", hasItem(rule));
    }

    @Test
    void anotherVersionOfTheLanguageIsRefused() {
        put("{'$schema':'http://json-schema.org/draft-07/schema#'}").then().statusCode(422);
        put("{'$ref':'http://127.0.0.1:9/schema'}").then().statusCode(422);
    }

    private Response put(String schema) {
        return Api.as("operator")
                .body("{\"attributeSchema\":" + json(schema) + "}")
                .put(TYPES + type);
    }

    private Response create(String attributes) {
        return Api.as("operator")
                .body(
                        "{\"id\":\"%s\",\"type\":\"%s\",\"attributes\":%s}"
                                .formatted(Api.newId(), type, json(attributes)))
                .post("/api/v1/devices");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
