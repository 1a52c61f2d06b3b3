// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import io.muster.acl.preload.Form;
import java.util.Set;

/**
 * Asks for the rules of one identity in a broker's form.
 *
 * @param about the identity; asks for nothing
 */
public record CompileRequest(Form format, Inquiry about) {

    private static final Set<String> KNOWN =
            Set.of("format", "tenant", "broker", "subject", "context");

    /** Reads it. A {@link JsonFault} names what is missing, unknown or of the wrong kind. */
    public static CompileRequest read(JsonNode json) {
        var members = Members.of(json, "", KNOWN);
        var format =
                Form.of(members.text("format"))
                        .orElseThrow(() ->
                                new JsonFault(
                                        members.at("format"), "must be emqx, rmqtt or hivemq"));
        return new CompileRequest(format, InquiryReader.about(members, null));
    }
}
