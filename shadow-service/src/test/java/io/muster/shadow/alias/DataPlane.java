// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.testkit.TestTokens;
import io.restassured.RestAssured;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/** AWS's own client of the data plane, as it is: the token is given as that of a session. */
final class DataPlane {

    private DataPlane() {}

    static IotDataPlaneClient as(String user) {
        return withToken(TestTokens.of(user));
    }

    static IotDataPlaneClient withToken(String token) {
        return IotDataPlaneClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + RestAssured.port))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsSessionCredentials.create("any", "any", token)))
                .build();
    }

    static void update(String thing, String body) {
        try (var client = as("operator")) {
            client.updateThingShadow(
                    request -> request.thingName(thing).payload(SdkBytes.fromUtf8String(body)));
        }
    }

    static String state(String thing) {
        try (var client = as("viewer")) {
            return read(client, thing).get("state").toString();
        }
    }

    static JsonNode read(IotDataPlaneClient client, String thing) {
        var response = client.getThingShadow(request -> request.thingName(thing));
        return AwsThing.json(response.payload().asByteArray());
    }
}
