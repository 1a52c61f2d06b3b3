// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static io.muster.shadow.document.ShadowFixtures.T1;
import static io.muster.shadow.document.ShadowFixtures.T2;
import static io.muster.shadow.document.ShadowFixtures.T3;
import static io.muster.shadow.document.ShadowFixtures.document;
import static io.muster.shadow.document.ShadowFixtures.json;
import static io.muster.shadow.document.ShadowFixtures.q;
import static io.muster.shadow.document.ShadowFixtures.request;
import static io.muster.shadow.document.ShadowFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The messages of one shadow's life, word for word. */
class WorkedSequenceTest {

    private static final String FIRST =
            "{'state':{'reported':{'led':'off','cfg':{'a':1,'b':2}}},'clientToken':'t1'}";
    private static final String SECOND =
            "{'state':{'desired':{'led':'on','cfg':{'a':1,'b':3}}},'version':1,'clientToken':'t2'}";
    private static final String THIRD =
            "{'state':{'reported':{'led':'on','cfg':{'b':3}}},'version':2}";

    @Test
    void gettingNothing() {
        var refusal = Refusal.notFound(new ShadowName("thing-1"));

        expect(
                ShadowMessages.rejected(refusal, T1, token("t0")),
                """
                {'code':404,'errorCode':'SHADOW_NOT_FOUND',
                 'message':'No shadow exists with name: \u2019thing-1\u2019','timestamp':T1,'clientToken':'t0'}
                """);
    }

    @Test
    void theFirstReport() {
        var document = updated(Absent.NEVER, q(FIRST), T1);

        expect(
                ShadowMessages.accepted(request(q(FIRST)), 1, T1),
                """
                {'state':{'reported':{'led':'off','cfg':{'a':1,'b':2}}},
                 'metadata':{'reported':{'led':{'timestamp':T1},'cfg':{'a':{'timestamp':T1},'b':{'timestamp':T1}}}},
                 'version':1,'timestamp':T1,'clientToken':'t1'}
                """);
        expect(
                ShadowMessages.documents(Absent.NEVER, document, T1, token("t1")),
                """
                {'current':{'state':{'reported':{'led':'off','cfg':{'a':1,'b':2}}},
                  'metadata':{'reported':{'led':{'timestamp':T1},'cfg':{'a':{'timestamp':T1},'b':{'timestamp':T1}}}},
                  'version':1},'timestamp':T1,'clientToken':'t1'}
                """);
        assertThat(ShadowMessages.delta(document, T1, token("t1"))).isEmpty();
    }

    @Test
    void aWishAndItsDelta() {
        var second = updated(updated(Absent.NEVER, q(FIRST), T1), q(SECOND), T2);

        expect(
                ShadowMessages.delta(second, T2, token("t2")).orElseThrow(),
                """
                {'version':2,'timestamp':T2,'state':{'led':'on','cfg':{'b':3}},
                 'metadata':{'led':{'timestamp':T2},'cfg':{'b':{'timestamp':T2}}},'clientToken':'t2'}
                """);
        expect(
                ShadowMessages.current(second, T2, Optional.empty()),
                """
                {'state':{'desired':{'led':'on','cfg':{'a':1,'b':3}},
                          'reported':{'led':'off','cfg':{'a':1,'b':2}},
                          'delta':{'led':'on','cfg':{'b':3}}},
                 'metadata':{
                   'desired':{'led':{'timestamp':T2},'cfg':{'a':{'timestamp':T2},'b':{'timestamp':T2}}},
                   'reported':{'led':{'timestamp':T1},'cfg':{'a':{'timestamp':T1},'b':{'timestamp':T1}}},
                   'delta':{'led':{'timestamp':T2},'cfg':{'b':{'timestamp':T2}}}},
                 'version':2,'timestamp':T2}
                """);
    }

    @Test
    void theWishIsMet() {
        var second = updated(updated(Absent.NEVER, q(FIRST), T1), q(SECOND), T2);

        var third = updated(second, q(THIRD), T3);

        assertThat(third.version()).isEqualTo(3);
        assertThat(ShadowMessages.delta(third, T3, Optional.empty())).isEmpty();
        expect(
                ShadowMessages.current(third, T3, Optional.empty()).get("metadata").get("reported"),
                "{'led':{'timestamp':T3},'cfg':{'a':{'timestamp':T1},'b':{'timestamp':T3}}}");
        assertThat(
                        ShadowMessages.documents(second, third, T3, Optional.empty())
                                .get("previous")
                                .get("version")
                                .asInt())
                .isEqualTo(2);
    }

    @Test
    void theAnswerShowsTheRequestNullsIncluded() {
        var request = request(q("{'state':{'desired':{'engine':null,'b':{}},'reported':null}}"));

        expect(
                ShadowMessages.accepted(request, 4, T2),
                """
                {'state':{'desired':{'engine':null,'b':{}},'reported':null},
                 'metadata':{'desired':{'engine':{'timestamp':T2},'b':{}},'reported':{'timestamp':T2}},
                 'version':4,'timestamp':T2}
                """);
    }

    @Test
    void removingTheStateIsAnsweredWithIt() {
        expect(
                ShadowMessages.accepted(request(q("{'state':null}")), 4, T2),
                "{'state':null,'metadata':{'timestamp':T2},'version':4,'timestamp':T2}");
        expect(
                ShadowMessages.current(document(4, null, null), T2, Optional.empty()),
                "{'state':{},'metadata':{},'version':4,'timestamp':T2}");
    }

    private static Optional<ClientToken> token(String value) {
        return Optional.of(new ClientToken(value));
    }

    private static void expect(JsonNode actual, String json) {
        var expected =
                q(json).replace("T1", "" + T1.getEpochSecond())
                        .replace("T2", "" + T2.getEpochSecond())
                        .replace("T3", "" + T3.getEpochSecond())
                        .replace('\u2019', '\'');
        assertThat(json(ShadowFixtures.text(actual))).isEqualTo(json(expected));
    }
}
