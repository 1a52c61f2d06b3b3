// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a document is ignored: what is not understood keeps it from being loaded. */
class PolicyDocumentTest {

    private static final String ALLOW = "'effect':'allow','actions':['publish'],'resource':'a'";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|the document",
                "{'version':2,'id':'p','rules':[]}|/version",
                "{'version':'1','id':'p','rules':[]}|/version",
                "{'id':'p','rules':[]}|/version",
                "{'version':1,'rules':[]}|/id",
                "{'version':1,'id':'P!','rules':[]}|/id",
                "{'version':1,'id':'p'}|/rules",
                "{'version':1,'id':'p','rules':{}}|/rules",
                "{'version':1,'id':'p','rules':[],'comment':'x'}|/comment",
                "{'version':1,'id':'p','tenant':'t','rules':[]}|/tenant",
                "{'version':1,'id':'p','rules':[],'defaults':{'effect':'allow'}}|/defaults/effect",
                "{'version':1,'id':'p','rules':[],'defaults':{'subscribe_deny':'receive_filter'}}|/defaults/subscribe_deny",
                "{'version':1,'id':'p','rules':[],'defaults':{'x':1}}|/defaults/x",
            })
    void aDocumentThatIsNotUnderstoodIsNotLoaded(String document, String where) {
        assertThatThrownBy(() -> PolicyDocument.parse(Policies.json(document)))
                .isInstanceOf(PolicyFault.class)
                .hasMessageStartingWith(where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'actions':['publish'],'resource':'a'|/effect",
                "'effect':'permit','actions':['publish'],'resource':'a'|/effect",
                "'effect':'allow','resource':'a'|/actions",
                "'effect':'allow','actions':[],'resource':'a'|/actions",
                "'effect':'allow','actions':['fly'],'resource':'a'|/actions",
                "'effect':'allow','actions':['*','publish'],'resource':'a'|/actions",
                "'effect':'allow','actions':['publish']|/resource",
                "'effect':'allow','actions':['publish'],'resource':''|/resource",
                "'effect':'allow','actions':['publish'],'resource':'*'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'a/#/b'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'a+'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'$share/g/a'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'eq:a/+'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'a/${'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'a/${client.ip}'|/resource",
                "'effect':'allow','actions':['publish'],'resource':['a',1]|/resource/1",
                "'effect':'allow','actions':['connect'],'resource':'#'|/resource",
                "'effect':'allow','actions':['connect','publish'],'resource':'*'|/resource",
                "'effect':'allow','actions':['publish'],'resource':'a','subject':{'type':['human']}|/subject/type",
                "'effect':'allow','actions':['publish'],'resource':'a','subject':{'groups_any':[]}|/subject/groups_any",
                "'effect':'allow','actions':['publish'],'resource':'a','subject':{'groups_all':['x']}|/subject/groups_all",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{}|/conditions",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'ip_range':['::/0']}|/conditions/ip_range",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'shared':'no'}|/conditions/shared",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'attr':'claims.sub'}|/conditions/value",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'attr':'claims.x','op':'eq','value':'y'}|/conditions/attr",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'attr':'claims.sub','op':'ne','value':'y'}|/conditions/op",
                "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'attr':'claims.sub','op':'eq','value':'${client.id}'}|/conditions/value",
                "'effect':'allow','actions':['publish'],'resource':'a','on_missing':'skip'|/on_missing",
                "'effect':'deny','actions':['publish'],'resource':'a','on_missing':'maybe'|/on_missing",
                "'effect':'allow','actions':['publish'],'resource':'a','priority':1|/priority",
            })
    void aRuleThatIsNotUnderstoodIsNotLoaded(String rule, String where) {
        assertThatThrownBy(() -> Policies.document(rule))
                .isInstanceOf(PolicyFault.class)
                .hasMessageStartingWith("/rules/0" + where);
    }

    @Test
    void twoRulesOfOneNameAreNotLoaded() {
        var rule = "{'id':'r'," + ALLOW + "}";
        var document = "{'version':1,'id':'p','rules':[" + rule + "," + rule + "]}";

        assertThatThrownBy(() -> PolicyDocument.parse(Policies.json(document)))
                .isInstanceOf(PolicyFault.class)
                .hasMessageStartingWith("/rules/1/id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ALLOW,
                "'effect':'deny','actions':['*'],'resource':['a/#','$SYS/+'],'on_missing':'skip'",
                "'effect':'allow','actions':['connect'],'resource':'*','conditions':{'client_id':'a*'}",
                "'effect':'allow','actions':['publish'],'resource':'eq:a/${x}'",
                "'effect':'allow','actions':['publish'],'resource':'a/x-${client.id}-y/#','description':'d'",
            })
    void whatIsUnderstoodIsLoaded(String rule) {
        Policies.document(rule);
    }
}
