// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.muster.acl.policy.Finding.Severity;
import io.muster.acl.policy.Surroundings.BrokerTraits;
import io.muster.acl.policy.Surroundings.Quirk;
import io.muster.acl.policy.Surroundings.Told;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

    private static final Surroundings HERE =
            new Surroundings(
                    Set.of("sub", "roles"),
                    Set.of("ward"),
                    Set.of("nurses"),
                    List.of(
                            new BrokerTraits(
                                    "mute",
                                    Set.of(),
                                    Set.of(
                                            Quirk.DOTS_ARE_SLASHES,
                                            Quirk.COMMAS_SEPARATE,
                                            Quirk.LAST_PLUS_IS_REST)),
                            new BrokerTraits("telling", Set.of(Told.values()), Set.of())));

    private static List<Finding> lint(String... rules) {
        return Lint.check(List.of(Policies.document(rules)), HERE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'effect':'allow','actions':['publish'],'resource':'#'|/resource|WARNING|allow-everything",
                "'effect':'allow','actions':['publish'],'resource':['a','+/#']|/resource|WARNING|allow-everything",
                "'effect':'allow','actions':['publish'],'resource':'$SYS/a'|/resource|WARNING|allow-internal",
                "'effect':'allow','actions':['publish'],'resource':'$x-${client.id}/a'|/resource|ERROR|internal-variable",
                "'effect':'deny','actions':['publish'],'resource':'a/${subject.groups}'|/resource|ERROR|list-in-level",
                "'effect':'allow','actions':['publish'],'resource':'a/${subject.id}'|/resource|WARNING|slash-in-level",
                "'effect':'allow','actions':['publish'],'resource':'a/${subject.id}','subject':{'type':['token','cert']}|/resource|ERROR|slash-in-level",
                "'effect':'allow','actions':['publish'],'resource':'a/${claims.dept}'|/resource|WARNING|unknown-claim",
                "'effect':'allow','actions':['publish'],'resource':'a/${attrs.floor}'|/resource|WARNING|unknown-attribute",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'not':{'attr':'claims.dept.x','op':'eq','value':1}}|/conditions/not|WARNING|unknown-claim",
                "'effect':'allow','actions':['connect'],'resource':'*','conditions':{'client_id':'${claims.uid}-*'}|/conditions/client_id|WARNING|unknown-claim",
                "'effect':'allow','actions':['publish'],'resource':'a','subject':{'groups_any':['nurses','ghosts']}|/subject/groups_any|WARNING|empty-group",
                "'effect':'allow','actions':['publish'],'resource':'a','subject':{'groups_any':[' ']}|/subject/groups_any|WARNING|empty-group",
                "'effect':'allow','actions':['connect'],'resource':'*'||WARNING|unbound-client-id",
                "'effect':'allow','actions':['connect'],'resource':'*','conditions':{'client_id':['*']}||WARNING|unbound-client-id",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'not_before':'2026-01-02T00:00:00Z','not_after':'2026-01-01T00:00:00Z'}|/conditions|ERROR|never-holds",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'not_before':'2026-01-01T12:00:00Z','not_after':'2026-01-01T13:00:00Z','all':[{'time_window':{'from':'22:00','to':'06:00','tz':'UTC'}}]}|/conditions|ERROR|never-holds",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'not_before':'2026-11-23T00:00:00Z','not_after':'2026-11-27T00:00:00Z','time_window':{'days':['sat'],'from':'06:00','to':'22:00','tz':'UTC'}}|/conditions|ERROR|never-holds",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'retain':false}|/conditions/retain|WARNING|not-told",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'qos_max':0}|/conditions/qos_max|WARNING|not-told",
                "'effect':'deny','actions':['publish'],'resource':'a','conditions':{'any':[{'ip_range':'10.0.0.0/8'}]}|/conditions/any/0/ip_range|WARNING|not-told",
                "'effect':'deny','actions':['publish'],'resource':'a','on_missing':'skip','conditions':{'attr':'client.ip','op':'cidr','value':'10.0.0.0/8'}|/conditions|WARNING|not-told",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'listener':'l'}|/conditions/listener|WARNING|not-told",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'protocol':'mqtt'}|/conditions/protocol|WARNING|not-told",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'tls':true}|/conditions/tls|WARNING|not-told",
                "'effect':'deny','actions':['subscribe'],'resource':'a','conditions':{'shared':true}|/conditions/shared|WARNING|not-told",
                "'effect':'deny','actions':['retain'],'resource':'a'|/actions|WARNING|retain-not-told",
                "'effect':'deny','actions':['receive'],'resource':'a'|/actions|WARNING|receive-not-asked",
                "'effect':'allow','actions':['publish'],'resource':'a.b/c'|/resource|WARNING|dots",
                "'effect':'allow','actions':['publish'],'resource':'a/x*${client.id}'|/resource|WARNING|dots",
                "'effect':'deny','actions':['publish'],'resource':'a,b/c'|/resource|ERROR|comma",
                "'effect':'allow','actions':['subscribe'],'resource':'a/+'|/resource|WARNING|not-preloaded",
                "'effect':'allow','actions':['subscribe'],'resource':'a/+/#'|/resource|WARNING|not-preloaded",
            })
    void whatIsHardlyMeantIsFound(String rule, String where, Severity severity, String code) {
        assertThat(lint(rule))
                .extracting(Finding::policy, Finding::pointer, Finding::severity, Finding::code)
                .containsExactly(
                        tuple("p", "/rules/0" + (where == null ? "" : where), severity, code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'effect':'allow','actions':['publish'],'resource':'a/b'|'effect':'deny','actions':['*'],'resource':'a/#'|unreachable",
                "'effect':'allow','actions':['publish'],'resource':'a/${client.id}'|'effect':'deny','actions':['publish'],'resource':'+/+'|unreachable",
                "'effect':'allow','actions':['publish'],'resource':'a/b','subject':{'type':['cert']}|'effect':'allow','actions':['publish','will'],'resource':'a/+'|redundant",
                "'effect':'deny','actions':['publish'],'resource':'a/b'|'effect':'deny','actions':['publish'],'resource':['x','a/b/#']|redundant",
            })
    void aRuleThatMakesNoDifferenceIsFound(String narrow, String wide, String code) {
        assertThat(lint(narrow, wide))
                .filteredOn(finding -> finding.pointer().equals("/rules/0"))
                .extracting(Finding::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'effect':'deny','actions':['publish'],'resource':'a/b'|'effect':'allow','actions':['publish'],'resource':'a/+'",
                "'effect':'allow','actions':['publish'],'resource':'a/b'|'effect':'deny','actions':['publish'],'resource':'a/+','conditions':{'not':{'attr':'claims.sub','op':'eq','value':'x'}}",
                "'effect':'allow','actions':['publish'],'resource':'a/b'|'effect':'deny','actions':['publish'],'resource':'a/+','subject':{'type':['cert']}",
                "'effect':'allow','actions':['publish','will'],'resource':'a/b'|'effect':'deny','actions':['publish'],'resource':'a/+'",
                "'effect':'allow','actions':['publish'],'resource':['a/b','c']|'effect':'deny','actions':['publish'],'resource':'a/+'",
                "'effect':'allow','actions':['publish'],'resource':'a/#'|'effect':'deny','actions':['publish'],'resource':'a/+'",
                "'effect':'deny','actions':['publish'],'resource':'$x/b'|'effect':'deny','actions':['publish'],'resource':'#'",
                "'effect':'allow','actions':['publish'],'resource':'a/${claims.sub}'|'effect':'allow','actions':['publish'],'resource':'a/${client.id}'",
            })
    void aRuleThatMakesADifferenceIsNot(String narrow, String wide) {
        assertThat(lint(narrow, wide))
                .extracting(Finding::code)
                .doesNotContain("unreachable", "redundant");
    }

    @Test
    void listsThatExcludeEachOtherAreFound() {
        var document =
                Policies.document(
                        "'effect':'allow','actions':['publish'],'resource':'a',"
                                + "'conditions':{'qos_max':0,'all':[{'qos_in':[1,2]}]}");

        assertThat(Lint.check(List.of(document), Surroundings.UNKNOWN))
                .extracting(Finding::code)
                .containsExactly("never-holds");
    }

    @Test
    void ofTwoEqualRulesOneIsRedundant() {
        var rule = "'effect':'allow','actions':['publish'],'resource':'a'";

        assertThat(lint(rule, rule)).extracting(Finding::pointer).containsExactly("/rules/1");
    }

    @Test
    void ofWhatNothingIsKnownNothingIsSaid() {
        var document =
                Policies.document(
                        "'effect':'allow','actions':['publish'],'resource':'a/${claims.x}/${attrs.y}',"
                                + "'subject':{'groups_any':['g']},'conditions':{'retain':true}");

        assertThat(Lint.check(List.of(document), Surroundings.UNKNOWN)).isEmpty();
    }

    @Test
    void findingsAreBounded() {
        var rules = new String[10_000];
        Arrays.setAll(
                rules, i -> "'effect':'allow','actions':['publish'],'resource':'$x/" + i + "'");

        assertThat(lint(rules)).hasSize(Lint.MAX_FINDINGS);
    }
}
