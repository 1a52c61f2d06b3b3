// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static io.muster.shadow.document.ShadowFixtures.q;
import static io.muster.shadow.document.ShadowFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.document.UpdateRequest.Parsed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the contract that say what is refused before anything is looked up. */
class ValidationCasesTest {

    private final Story story = Story.alias();

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]"})
    void case31WhatIsNoObjectIsInvalidJson(String body) {
        assertThat(message(body)).isEqualTo("Invalid JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Missing required node: state",
                "{'state':5} | State node must be an object",
                "{'state':{'desired':5}} | Desired node must be an object"
            },
            quoteCharacter = '`')
    void case32TheStateIsAnObjectOfObjects(String body, String message) {
        assertThat(message(body)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta", "tags", "foo"})
    void case33NothingElseIsInAState(String name) {
        assertThat(message("{'state':{'%s':{}}}".formatted(name)))
                .isEqualTo("State contains an invalid node: '" + name + "'");
    }

    @Test
    void case34ATokenHas64Bytes() {
        assertThat(token("x".repeat(64))).contains(new ClientToken("x".repeat(64)));
        assertThat(token("é".repeat(32))).contains(new ClientToken("é".repeat(32)));

        assertThat(message("{'state':{},'clientToken':'%s'}".formatted("x".repeat(65))))
                .isEqualTo("Invalid clientToken");
        assertThat(message("{'state':{},'clientToken':'%sx'}".formatted("é".repeat(32))))
                .isEqualTo("Invalid clientToken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'a': | 1 | }", "{'a': | {} | }", "[ | [] | ]", "[ | 5 | ]"})
    void case35TheDepthIsLimited(String open, String inner, String close) {
        int levels = inner.equals("{}") || inner.equals("[]") ? 6 : 7;

        assertThat(UpdateRequest.parse(nested(open, inner, close, levels), ShadowLimits.ALIAS))
                .isInstanceOf(Parsed.Valid.class);
        assertThat(UpdateRequest.parse(nested(open, inner, close, levels + 1), ShadowLimits.ALIAS))
                .isEqualTo(
                        new Parsed.Invalid(
                                new Refusal(
                                        Refusal.Reason.TOO_DEEP,
                                        "JSON contains too many levels of nesting; maximum is 8"),
                                Optional.empty()));
    }

    private static byte[] nested(String open, String inner, String close, int levels) {
        return utf8(
                q(
                        "{'state':{'reported':{'r':%s}}}"
                                .formatted(open.repeat(levels) + inner + close.repeat(levels))));
    }

    @Test
    void case36TheResultIsLimitedNotThePatch() {
        // {"a":"…"} has 8 bytes around its text, {"b":1} has 7.
        story.reported("{'a':'%s'}".formatted("x".repeat(8_192 - 8 - 7))).desired("{'b':1}");

        assertThat(story.update("{'state':{'desired':{'b':10}}}"))
                .isInstanceOfSatisfying(
                        Outcome.TooLarge.class,
                        refused -> {
                            assertThat(refused.bytes()).isEqualTo(8_193);
                            assertThat(refused.bySubtree().getFirst())
                                    .hasToString("SubtreeSize[place=/reported/a, bytes=8183]");
                        });
        assertThat(story.version()).isEqualTo(2);
        assertThat(story.desired("{'b':2}").version()).isEqualTo(3);
        assertThat(story.reported("{'a':'small'}").version()).isEqualTo(4);
    }

    @Test
    void case36ADocumentThatIsTooLargeAlreadyMayShrink() {
        var large = Story.natively().reported("{'a':'%s'}".formatted("x".repeat(9_000)));
        var alias = new Occasion(large.now(), "", ShadowLimits.ALIAS);

        assertThat(merged(large, "{'reported':{'a':'%s'}}".formatted("x".repeat(8_999)), alias))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(merged(large, "{'reported':{'b':1}}", alias))
                .isInstanceOf(Outcome.TooLarge.class);
    }

    private static Outcome merged(Story story, String state, Occasion occasion) {
        return ShadowRules.apply(
                story.shadow(), Change.merge(Story.sections(state)), Expectation.NONE, occasion);
    }

    @Test
    void case37BytesThatAreNotUtf8() {
        var body = new byte[] {(byte) 0xC3, 0x28};

        assertThat(((Parsed.Invalid) UpdateRequest.parse(body, ShadowLimits.ALIAS)).refusal())
                .isEqualTo(
                        new Refusal(
                                Refusal.Reason.UNSUPPORTED_MEDIA,
                                "Unsupported documented encoding; supported encoding is UTF-8"));
    }

    @Test
    void case37OtherRootMembersAreIgnored() {
        story.updated("{'thingName':'x','foo':[null],'state':{'reported':{'a':1}}}");

        assertThat(story.state()).isEqualTo("{'reported':{'a':1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"`` | ``", "{} | ``", "{'clientToken':'t','version':3} | t", "garbage | ``"},
            quoteCharacter = '`')
    void case38OfAGetOnlyTheTokenIsRead(String body, String token) {
        assertThat(
                        UpdateRequest.tokenOf(utf8(q(body)), ShadowLimits.ALIAS)
                                .map(ClientToken::value)
                                .orElse(""))
                .isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`` | true",
                "garbage | true",
                "[] | true",
                "{'clientToken':'t'} | true",
                "{'clientToken':null} | false",
                "{'clientToken':7} | false"
            },
            quoteCharacter = '`')
    void case38ATokenOfAGetMustBeOne(String body, boolean legal) {
        assertThat(UpdateRequest.badToken(utf8(q(body)), ShadowLimits.ALIAS).isEmpty())
                .isEqualTo(legal);
    }

    private Optional<ClientToken> token(String token) {
        var body = q("{'state':{},'clientToken':'%s'}".formatted(token));
        return ((Parsed.Valid) UpdateRequest.parse(utf8(body), ShadowLimits.ALIAS))
                .request()
                .clientToken();
    }

    private String message(String body) {
        return story.invalid(body).refusal().message();
    }
}
