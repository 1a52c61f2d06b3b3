// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.platform.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\d+");
    private static final Fields FIELDS =
            Fields.builder()
                    .text("id", "d.id")
                    .text("state", "d.state")
                    .number("version", "d.version")
                    .flag("connected", "p.connected")
                    .time("lastSeenAt", "p.last_seen_at")
                    .texts("tags", "d.tags")
                    .json("attributes", "d.attributes")
                    .build();

    private static Filter parse(String text) {
        return Filter.parse(text, FIELDS, NOW, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state==ACTIVE | d.state = $3",
                "id==press-* | d.id LIKE $3",
                "state!=ACTIVE | NOT COALESCE(d.state = $3, false)",
                "state=in=(A,B) | d.state = ANY($3)",
                "id>b and id<=c | (d.id > $3 AND d.id <= $4)",
                "id==a,id==b;id==c | (d.id = $3 OR (d.id = $4 AND d.id = $5))",
                "(id==a or id==b) and id==c | ((d.id = $3 OR d.id = $4) AND d.id = $5)",
                "connected==false | NOT COALESCE(p.connected, false)",
                "connected!=false | p.connected",
                "version=ge=2 | d.version >= CAST($3::text AS numeric)",
                "tags=all=(a,b) | d.tags @> $3::text[]",
                "lastSeenAt=exists=false | p.last_seen_at IS NULL",
                "attributes.site==x | ((d.attributes @> $3::text::jsonb))",
            })
    void comparisonsBecomeSqlWithPlaceholders(String text, String sql) {
        assertThat(parse(text).sql()).isEqualTo(sql);
    }

    @Test
    void noFilterHoldsForEverything() {
        assertThat(parse(" ")).isEqualTo(new Filter("true", List.of(), Set.of(), false));
        assertThat(Filter.parse(null, FIELDS, NOW, 1).sql()).isEqualTo("true");
    }

    @Test
    void durationsAreRelativeToNow() {
        assertThat(parse("lastSeenAt=lt=-P1D").values())
                .containsExactly(OffsetDateTime.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void aFilterTellsWhatItComparesAndWhetherTimeChangesIt() {
        var filter = parse("state==ACTIVE and attributes.a.b==1 and lastSeenAt=lt=-P1D");

        assertThat(filter.selectors())
                .containsExactlyInAnyOrder("state", "attributes.a.b", "lastSeenAt");
        assertThat(filter.relative()).isTrue();
        assertThat(parse("lastSeenAt=lt=2026-01-01T00:00:00Z").relative()).isFalse();
    }

    @Test
    void starsStandForAnyTextAndNothingElseDoes() {
        assertThat(parse("id=='50%_*\\\\'").values()).containsExactly("50\\%\\_%\\\\");
    }

    @Test
    void attributesThatLookLikeNumbersAreFoundAsNumbersAndAsTexts() {
        assertThat(parse("attributes.fw.major==2.10").values())
                .containsExactly("{\"fw\":{\"major\":\"2.10\"}}", "{\"fw\":{\"major\":2.10}}");
        assertThat(parse("attributes.on==true").values())
                .containsExactly("{\"on\":\"true\"}", "{\"on\":true}");
    }

    @Test
    void attributesArePutInOrderAsNumbersWhenTheyAreSome() {
        assertThat(parse("attributes.fw=lt=2.1").sql())
                .isEqualTo(
                        "CASE WHEN jsonb_typeof(d.attributes #> $3::text[]) = 'number'"
                                + " THEN (d.attributes #>> $3::text[])::numeric < CAST($4::text AS numeric)"
                                + " ELSE false END");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state",
                "state==",
                "==ACTIVE",
                "state==A and",
                "(state==A",
                "state==A)",
                "state=like=A",
                "nothing==A",
                "d.state==A",
                "attributes==A",
                "attributes..x==A",
                "attributes.a.b.c.d.e.f.g.h.i==1",
                "version==one",
                "id==\0",
                "attributes.a==\0",
                "attributes.\0==1",
                "lastSeenAt<-9999-01-01T00:00:00Z",
                "lastSeenAt<0000-12-31T23:59:59Z",
                "lastSeenAt>+10000-01-01T00:00:00Z",
                "version=lt=1e9",
                "connected==maybe",
                "connected=gt=true",
                "lastSeenAt=lt=yesterday",
                "lastSeenAt=lt=P99999999D",
                "lastSeenAt==2026-01-01T00:00:00Z",
                "tags=gt=a",
                "id=any=(a)",
                "id=exists=perhaps",
                "((((((((id==a))))))))",
                "state==A; DROP TABLE device",
            })
    void whatIsNoFilterOfTheListIsA400WithAReason(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(400);
                            assertThat(problem.code()).isEqualTo("invalid-filter");
                            assertThat(problem.getDetail()).isNotBlank();
                        });
    }

    @Test
    void aMistakeInTheSyntaxIsShownByItsPosition() {
        var problem =
                catchThrowableOfType(ProblemException.class, () -> parse("state==A and and id==b"));
        assertThat(problem.getParameters()).containsEntry("position", 18);
    }

    @Test
    void deepNestingIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> parse("(".repeat(4_000) + "id==a"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void bracketsInQuotesAreText() {
        assertThat(parse("id=='((((((((\\'(('").values()).containsExactly("(((((((('((");
    }

    @Test
    void tooManyComparisonsAreRefused() {
        var forty = "id==a" + ",id==a".repeat(39);
        assertThat(parse(forty).values()).hasSize(40);
        assertThatThrownBy(() -> parse(forty + ",id==a")).isInstanceOf(ProblemException.class);
    }

    @Property
    void whateverComesInIsAProblemOrSqlOfOurOwn(@ForAll @StringLength(max = 60) String text) {
        try {
            var filter = parse("id==" + text);
            assertThat(PLACEHOLDER.matcher(filter.sql()).results().distinct().count())
                    .isGreaterThanOrEqualTo(filter.values().size());
        } catch (ProblemException refused) {
            assertThat(refused.getStatusCode()).isEqualTo(400);
        }
    }

    @Property
    void noValueEverBecomesPartOfTheSql(@ForAll @StringLength(min = 1, max = 30) String value) {
        Assume.that(value.indexOf('\0') < 0);
        var quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        for (var field : java.util.List.of("id", "tags", "attributes.a")) {
            var sql = parse(field + "==" + quoted).sql();
            assertThat(sql)
                    .isIn(
                            parse(field + "==a").sql(),
                            parse(field + "==1").sql(),
                            parse(field + "==a*").sql());
        }
    }
}
