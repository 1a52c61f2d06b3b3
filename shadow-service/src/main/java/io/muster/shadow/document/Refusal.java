// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import io.muster.shadow.json.Pointer;

/**
 * Why a request was not carried out. The messages of the AWS contract are kept word for word,
 * because clients in the field compare them; the reason's name is what programs should switch on.
 */
public record Refusal(Reason reason, String message) {

    /** The stable code of a refusal, with the status it has in HTTP and on MQTT. */
    public enum Reason {
        /** Not JSON, or JSON that no client means: lone surrogates, numbers without bounds. */
        INVALID_JSON(400),
        /** The state is not what a state may be. */
        INVALID_STATE(400),
        /** An array holds a null at some depth; arrays are values, and null means "remove". */
        NULL_IN_ARRAY(400),
        /** Nested deeper than the limit. */
        TOO_DEEP(400),
        /** The version is not an integer of at least zero. */
        INVALID_VERSION(400),
        /** The client token is not a string of at most 64 bytes. */
        INVALID_TOKEN(400),
        /** A JSON Patch is not one, or a JSON pointer is not one. */
        INVALID_PATCH(400),
        /** The name of the shadow breaks its grammar. */
        INVALID_REQUEST(400),
        /** The writer may not touch this part of the shadow. */
        FORBIDDEN_PATH(403),
        /** The shadow has nothing at this place. */
        MEMBER_NOT_FOUND(404),
        /** There is no such shadow. */
        SHADOW_NOT_FOUND(404),
        /** The version is not the current one. */
        VERSION_CONFLICT(409),
        /** The version in {@code If-Match} is not the current one. */
        PRECONDITION_FAILED(412),
        /** The payload, or the document that would result, is larger than allowed. */
        TOO_LARGE(413),
        /** The payload is not UTF-8. */
        UNSUPPORTED_MEDIA(415),
        /** The shadow's policy asks every writer for the version that it knows. */
        PRECONDITION_REQUIRED(428),
        /** The document would break the schema of shadows of its name. */
        SCHEMA_VIOLATION(422),
        /** The client token was used within ten minutes for a request with another body. */
        IDEMPOTENCY_MISMATCH(422);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status, which is also the {@code code} of a rejection on MQTT. */
        public int status() {
            return status;
        }
    }

    static final Refusal INVALID_JSON = new Refusal(Reason.INVALID_JSON, "Invalid JSON");
    static final Refusal NUMBER_OUT_OF_RANGE =
            new Refusal(
                    Reason.INVALID_JSON,
                    "Invalid JSON: a number has more than 400 digits or an exponent beyond 400");
    static final Refusal MISSING_STATE =
            new Refusal(Reason.INVALID_STATE, "Missing required node: state");
    static final Refusal NULL_IN_ARRAY =
            new Refusal(Reason.NULL_IN_ARRAY, "State contains an invalid node: 'null'");
    static final Refusal INVALID_VERSION = new Refusal(Reason.INVALID_VERSION, "Invalid version");
    static final Refusal INVALID_TOKEN = new Refusal(Reason.INVALID_TOKEN, "Invalid clientToken");
    static final Refusal TOO_LARGE =
            new Refusal(Reason.TOO_LARGE, "The payload exceeds the maximum size allowed");
    static final Refusal NOT_UTF8 =
            new Refusal(
                    Reason.UNSUPPORTED_MEDIA,
                    "Unsupported documented encoding; supported encoding is UTF-8");

    /** The body is not the JSON that it should be. */
    public static Refusal invalidJson() {
        return INVALID_JSON;
    }

    /** The name in the request breaks the grammar of shadow names. */
    public static Refusal invalidRequest() {
        return new Refusal(Reason.INVALID_REQUEST, "Invalid request");
    }

    /** The device's own number of a report, or how it is to be treated, is not what it may be. */
    public static Refusal invalidMember(String member) {
        return new Refusal(Reason.INVALID_REQUEST, "Invalid " + member);
    }

    /** The writer may not do this. */
    public static Refusal forbidden() {
        return new Refusal(Reason.FORBIDDEN_PATH, "Forbidden");
    }

    /** The writer may not do this; {@code what} says what it may do instead. */
    public static Refusal forbidden(String what) {
        return new Refusal(Reason.FORBIDDEN_PATH, "Forbidden: " + what);
    }

    /** There is no shadow of this name. */
    public static Refusal notFound(ShadowName name) {
        return notFound(name.value());
    }

    /** There is no shadow that its callers know by this name. */
    public static Refusal notFound(String name) {
        return new Refusal(Reason.SHADOW_NOT_FOUND, "No shadow exists with name: '" + name + "'");
    }

    /** The version that the body named is not the current one. */
    public static Refusal versionConflict() {
        return new Refusal(Reason.VERSION_CONFLICT, "Version conflict");
    }

    /** The payload or the resulting document is too large. */
    public static Refusal tooLarge() {
        return TOO_LARGE;
    }

    /** The client token was used before with another body. */
    public static Refusal tokenReused() {
        return new Refusal(
                Reason.IDEMPOTENCY_MISMATCH,
                "The clientToken was used before for a request with another body");
    }

    /** The key of a request was used before for another one. */
    public static Refusal keyReused() {
        return new Refusal(
                Reason.IDEMPOTENCY_MISMATCH,
                "The Idempotency-Key was used before for another request");
    }

    /** A JSON Patch or a JSON pointer is malformed; the text says how. */
    public static Refusal invalidPatch(String how) {
        return new Refusal(Reason.INVALID_PATCH, how);
    }

    /** There is nothing where something was to be removed or replaced. */
    public static Refusal noMember(Pointer place) {
        return new Refusal(Reason.MEMBER_NOT_FOUND, "The shadow has nothing at " + place);
    }

    /** An operation of a JSON Patch does not fit the shadow; nothing of the patch was applied. */
    public static Refusal unfitPatch(int operation, String why) {
        return new Refusal(
                Reason.PRECONDITION_FAILED, "Operation %d: %s".formatted(operation, why));
    }

    /** The policy of the shadow asks for a version. */
    public static Refusal versionRequired() {
        return new Refusal(
                Reason.PRECONDITION_REQUIRED,
                "The shadow's conflict policy asks for the version that the writer knows");
    }

    /** The document would break a schema. */
    public static Refusal violates(String schema) {
        return new Refusal(
                Reason.SCHEMA_VIOLATION, "The shadow would not keep the schema " + schema);
    }

    /** The same where the protocol has no such reason. */
    public static Refusal notKept(String schema) {
        return new Refusal(Reason.INVALID_STATE, violates(schema).message());
    }

    /** More would happen later than a shadow may have waiting. */
    public static Refusal tooManyTimers(int most) {
        return new Refusal(
                Reason.TOO_LARGE, "A shadow has at most " + most + " timed members at once");
    }

    /** Nested deeper than the limit. */
    public static Refusal tooDeep(int limit) {
        return new Refusal(
                Reason.TOO_DEEP, "JSON contains too many levels of nesting; maximum is " + limit);
    }

    /** A member of the state that is none. */
    public static Refusal invalidNode(String name) {
        return new Refusal(Reason.INVALID_STATE, "State contains an invalid node: '" + name + "'");
    }

    /** What was to be a saved shadow is none. */
    public static Refusal notSaved(String why) {
        return new Refusal(Reason.INVALID_STATE, why);
    }

    /** Something that is no object and should be. */
    public static Refusal notAnObject(String node) {
        return new Refusal(Reason.INVALID_STATE, node + " node must be an object");
    }

    static Refusal longMemberName(int limit) {
        return new Refusal(
                Reason.INVALID_STATE,
                "State contains a member name of more than " + limit + " bytes");
    }
}
