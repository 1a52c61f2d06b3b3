// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static io.muster.shadow.document.ShadowFixtures.json;
import static io.muster.shadow.document.ShadowFixtures.request;
import static io.muster.shadow.document.ShadowFixtures.text;
import static io.muster.shadow.document.ShadowFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.Refusal.Reason;
import io.muster.shadow.document.UpdateRequest.Parsed;
import io.muster.testkit.CasesSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRequestTest {

    record RejectionCase(
            String body, int code, Reason reason, String message, Optional<String> token) {}

    @ParameterizedTest(name = "{0}")
    @CasesSource("rejections.yaml")
    void theFirstFlawIsNamed(String name, RejectionCase c) {
        var parsed = UpdateRequest.parse(utf8(c.body()), ShadowLimits.ALIAS);

        assertThat(parsed)
                .isEqualTo(
                        new Parsed.Invalid(
                                new Refusal(c.reason(), c.message()),
                                c.token().map(ClientToken::new)));
        assertThat(c.reason().status()).isEqualTo(c.code());
    }

    @Test
    void otherRootMembersAreIgnored() {
        var request =
                request("{\"thingName\":\"x\",\"foo\":[null],\"state\":{\"reported\":{\"a\":1}}}");

        assertThat(request.patch().node()).isEqualTo(json("{\"reported\":{\"a\":1}}"));
        assertThat(request.expected()).isEqualTo(Expectation.NONE);
        assertThat(request.clientToken()).isEmpty();
    }

    @Test
    void ofDuplicateKeysTheLastWins() {
        var request = request("{\"state\":{\"reported\":{\"a\":1,\"b\":2,\"a\":3}}}");

        assertThat(text(request.patch().node())).isEqualTo("{\"reported\":{\"a\":3,\"b\":2}}");
    }

    @Test
    void aVersionBeyondAnyCounterIsLegal() {
        var request = request("{\"state\":{},\"version\":99999999999999999999999999}");

        assertThat(request.expected()).isEqualTo(new Expectation.Version(Long.MAX_VALUE));
    }

    @Test
    void aTokenHasUpTo64Bytes() {
        var longest = "é".repeat(32);

        assertThat(
                        request("{\"state\":{},\"clientToken\":\"%s\"}".formatted(longest))
                                .clientToken())
                .contains(new ClientToken(longest));
        assertThat(request("{\"state\":{},\"clientToken\":\"\"}").clientToken())
                .contains(new ClientToken(""));
    }

    @Test
    void theLimitOnDepthIsInclusive() {
        assertThat(depth(8, ShadowLimits.ALIAS)).isInstanceOf(Parsed.Valid.class);
        assertThat(depth(16, ShadowLimits.NATIVE)).isInstanceOf(Parsed.Valid.class);
        assertThat(depth(17, ShadowLimits.NATIVE))
                .isEqualTo(new Parsed.Invalid(Refusal.tooDeep(16), Optional.empty()));
    }

    private static Parsed depth(int levels, ShadowLimits limits) {
        var inner = "[".repeat(levels - 1) + "]".repeat(levels - 1);
        return UpdateRequest.parse(
                utf8("{\"state\":{\"reported\":{\"a\":%s}}}".formatted(inner)), limits);
    }

    @Test
    void nestingBeyondTheParserIsNestingBeyondTheLimit() {
        var body = "{\"state\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(refusal(utf8(body)).reason()).isEqualTo(Reason.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e401", "1E-401", "0.1e0999", "1e99999999999"})
    void exponentsAreBounded(String number) {
        assertThat(refusal(reporting(number))).isEqualTo(Refusal.NUMBER_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1E-400", "1e+0000000400", "-0.0", "0e0"})
    void theseNumbersAreWithinBounds(String number) {
        assertThat(UpdateRequest.parse(reporting(number), ShadowLimits.NATIVE))
                .isInstanceOf(Parsed.Valid.class);
    }

    @Test
    void digitsAreBounded() {
        assertThat(refusal(reporting("1".repeat(401)))).isEqualTo(Refusal.NUMBER_OUT_OF_RANGE);
        assertThat(refusal(reporting("1".repeat(50_000)))).isEqualTo(Refusal.NUMBER_OUT_OF_RANGE);
        assertThat(
                        UpdateRequest.parse(
                                reporting("-" + "1".repeat(399) + ".1"), ShadowLimits.NATIVE))
                .isInstanceOf(Parsed.Valid.class);
    }

    @Test
    void onlyUtf8IsRead() {
        assertThat(refusal(new byte[] {(byte) 0xC3, 0x28})).isEqualTo(Refusal.NOT_UTF8);
        assertThat(refusal(utf8("\uFEFF{\"state\":{}}"))).isEqualTo(Refusal.INVALID_JSON);
    }

    @Test
    void theSizeIsCheckedBeforeAnythingElse() {
        assertThat(refusal(new byte[128 * 1024 + 1])).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void namesHaveUpTo256Bytes() {
        request("{\"state\":{\"reported\":{\"%s\":1}}}".formatted("é".repeat(128)));

        var body =
                "{\"state\":{\"reported\":{\"a\":[{\"%s\":1}]}}}".formatted("é".repeat(128) + "x");
        assertThat(refusal(utf8(body)).message())
                .isEqualTo("State contains a member name of more than 256 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "garbage", "[]", "{\"clientToken\":null}", "\"t\""})
    void aGetWithoutAReadableTokenHasNone(String body) {
        assertThat(UpdateRequest.tokenOf(utf8(body), ShadowLimits.NATIVE)).isEmpty();
    }

    @Test
    void aGetMayCarryAToken() {
        assertThat(
                        UpdateRequest.tokenOf(
                                utf8("{\"clientToken\":\"t\",\"version\":3}"), ShadowLimits.NATIVE))
                .contains(new ClientToken("t"));
    }

    private static Refusal refusal(byte[] body) {
        return ((Parsed.Invalid) UpdateRequest.parse(body, ShadowLimits.NATIVE)).refusal();
    }

    private static byte[] reporting(String number) {
        return utf8("{\"state\":{\"reported\":{\"n\":%s}}}".formatted(number));
    }
}
