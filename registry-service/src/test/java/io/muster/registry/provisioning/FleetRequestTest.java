// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.provisioning.FleetRequest.CreateFromCsr;
import io.muster.registry.provisioning.FleetRequest.CreateWithKey;
import io.muster.registry.provisioning.FleetRequest.Malformed;
import io.muster.registry.provisioning.FleetRequest.Provision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRequestTest {

    private static final String HOLDER = "p/acme/claim-0123456789abcdef0123456789abcdef-a/";

    private static Optional<FleetRequest> read(String topic, String payload) {
        return FleetRequest.read(
                List.of(topic.split("/", -1)), payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theRequestsAreKnownByTheirTopics() {
        assertThat(read("aws/certificates/create-from-csr/json", "{}"))
                .containsInstanceOf(CreateFromCsr.class);
        assertThat(read("aws/certificates/create/cbor", "{}"))
                .containsInstanceOf(CreateWithKey.class);
        assertThat(read("aws/provisioning-templates/line-4/provision/json", "{}"))
                .contains(new Provision("line-4", ""));
        assertThat(read("aws/provisioning-templates/line-4/provision/json", "["))
                .containsInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws/certificates/foo/json",
                "aws/certificates/create/xml",
                "aws/certificates/create-from-csr/",
                "aws/certificates//json",
                "aws/provisioning-templates/Line_4/provision/json",
                "aws/provisioning-templates//provision/json",
                "aws/provisioning-templates/line-4/other/json",
                "aws/provisioning-templates/line-4/provision/json/accepted",
                "aws/json",
                "json"
            })
    void whatHasNoAnswersIsNoRequest(String topic) {
        assertThat(read(topic, "{}")).isEmpty();
    }

    @Test
    void aTopicWhoseAnswerWouldBeTooLongIsNobodys() {
        var longest = HOLDER + "a".repeat(1024 - HOLDER.length() - "/accepted".length());

        assertThat(ClaimTopic.parse(longest)).isPresent();
        assertThat(ClaimTopic.parse(longest + "a")).isEmpty();
    }
}
