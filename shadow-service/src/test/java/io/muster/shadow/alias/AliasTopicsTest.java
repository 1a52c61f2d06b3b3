// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.alias.AliasTopics.Misnamed;
import io.muster.shadow.alias.AliasTopics.Operation;
import io.muster.shadow.alias.AliasTopics.Request;
import io.muster.shadow.alias.AliasTopics.Unknown;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.store.ShadowKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTopicsTest {

    private static final AliasTopics AWS = AliasTopics.of("$aws", "default");
    private static final AliasTopics TENANTS = AliasTopics.of("aws-tenants/{tenant}", "default");

    private static ShadowKey key(String tenant, String device, String name) {
        return new ShadowKey(new TenantId(tenant), new DeviceId(device), new ShadowName(name));
    }

    @Test
    void aClassicShadowHasNoName() {
        var key = key("default", "t:1", "default");

        assertThat(AWS.parse("$aws/things/t:1/shadow/update"))
                .isEqualTo(new Request(key, Operation.UPDATE, "$aws/things/t:1/shadow/update"));
        assertThat(AWS.of(key, "update", "delta")).contains("$aws/things/t:1/shadow/update/delta");
    }

    @Test
    void aNamedShadowHasOne() {
        var key = key("default", "t", "cfg");

        assertThat(AWS.parse("$aws/things/t/shadow/name/cfg/get"))
                .isEqualTo(new Request(key, Operation.GET, "$aws/things/t/shadow/name/cfg/get"));
        assertThat(AWS.of(key, "get")).contains("$aws/things/t/shadow/name/cfg/get");
    }

    @Test
    void aPrefixMaySayTheTenant() {
        var key = key("acme", "t", "default");
        var topic = "aws-tenants/acme/things/t/shadow/delete";

        assertThat(TENANTS.parse(topic)).isEqualTo(new Request(key, Operation.DELETE, topic));
        assertThat(TENANTS.of(key, "delete")).contains(topic);
        assertThat(TENANTS.requests()).contains("aws-tenants/+/things/+/shadow/delete");
        assertThat(TENANTS.keyLevels()).isEqualTo(4);
        assertThat(TENANTS.parse("aws-tenants/A!/things/t/shadow/get")).isEqualTo(new Unknown());
    }

    @Test
    void aShadowMayHaveNoPlaceHere() {
        assertThat(AWS.of(key("acme", "t", "default"), "get")).as("another tenant").isEmpty();
        assertThat(AWS.of(key("default", "a.b", "default"), "get")).as("a dot").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$aws/things/a.b/shadow/get",
                "$aws/things/a b/shadow/get",
                "$aws/things//shadow/get",
                "$aws/things/_t/shadow/get",
                "$aws/things/t/shadow/name/default/get",
                "$aws/things/t/shadow/name/a.b/get",
                "$aws/things/t/shadow/name//get"
            })
    void aWrongNameCanBeAnswered(String topic) {
        assertThat(AWS.parse(topic)).isEqualTo(new Misnamed(Operation.GET, topic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$aws/things/t/shadow",
                "$aws/things/t/shadow/get/accepted",
                "$aws/things/t/shadow/update/delta",
                "$aws/things/t/shadow/name/get",
                "$aws/things/t/shadow/name/a/b/get",
                "$aws/things/t/jobs/get",
                "aws/things/t/shadow/get",
                "d/default/t/shadow/default/get"
            })
    void nothingElseIsARequest(String topic) {
        assertThat(AWS.parse(topic)).isEqualTo(new Unknown());
    }

    @Test
    void allRequestsAreSubscribedTo() {
        assertThat(AWS.requests())
                .containsExactlyInAnyOrder(
                        "$aws/things/+/shadow/get",
                        "$aws/things/+/shadow/update",
                        "$aws/things/+/shadow/delete",
                        "$aws/things/+/shadow/name/+/get",
                        "$aws/things/+/shadow/name/+/update",
                        "$aws/things/+/shadow/name/+/delete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "a//b", "a/+", "#", "{tenant}", "{tenant}/aws", "a/{tenant}/b"})
    void aPrefixIsTheBeginningOfATopic(String prefix) {
        assertThatThrownBy(() -> AliasTopics.of(prefix, "default"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
