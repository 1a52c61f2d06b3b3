// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static Optional<Map<String, String>> form(String text) {
        return Fields.ofForm(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As RabbitMQ 3.10 sends them. */
    @Test
    void formsAreDecoded() {
        assertThat(form("username=a+b%26c%3Dd&password=p%2Bw+%26%3D%C3%BC&tags=&client_id=d%2B"))
                .contains(
                        Map.of(
                                "username",
                                "a b&c=d",
                                "password",
                                "p+w &=ü",
                                "tags",
                                "",
                                "client_id",
                                "d+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "a=1&a=2", "a=%", "a=%1", "a=%zz", "a=%FF", "a=%C3", "a=%+1", "ü=1",
                "a=1&", "&"
            })
    void whatIsNoFormIsNone(String text) {
        assertThat(form(text)).isEmpty();
    }

    @Test
    void thereIsABound() {
        var many = new StringBuilder("a0=");
        for (int i = 1; i < 65; i++) {
            many.append("&a").append(i).append('=');
        }

        assertThat(form(many.toString())).isEmpty();
        assertThat(form(many.substring(0, many.lastIndexOf("&")))).isPresent();
    }

    @Property
    void anyBytesAreAFormOrNone(@ForAll byte[] bytes) {
        assertThat(Fields.ofForm(bytes)).isNotNull();
    }
}
