// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.shadow.index.FieldValue;
import io.muster.shadow.index.IndexPath;
import java.util.function.Function;

/**
 * Where the value at a place of {@code shadow s} is, as columns {@code num}, {@code str} and {@code
 * flag} of {@code f}.
 */
sealed interface ValueSource {

    /**
     * What comes behind FROM.
     *
     * @param placeholder adds a value to the statement
     */
    String from(Function<Object, String> placeholder);

    /** Which of those rows is the shadow's. */
    String condition();

    /** That there is a value for which this holds. */
    default String has(String condition, Function<Object, String> placeholder) {
        return "EXISTS (SELECT 1 FROM %s WHERE %s AND (%s))"
                .formatted(from(placeholder), condition(), condition);
    }

    /** Of an index, which has the values of all shadows. */
    record Indexed(long id) implements ValueSource {

        @Override
        public String from(Function<Object, String> placeholder) {
            return "shadow_field f";
        }

        @Override
        public String condition() {
            return """
            f.tenant_id = s.tenant_id AND f.index_id = %d AND f.device_id = s.device_id AND f.name = s.name\
            """
                    .formatted(id);
        }
    }

    /** Out of the documents themselves. */
    record Scanned(IndexPath path) implements ValueSource {

        @Override
        public String from(Function<Object, String> placeholder) {
            // jsonb can't hold U+0000, which documents may; U+FDD0, which is no character, stands
            // for
            // it.
            return """
            (SELECT CASE v.type WHEN 'number' THEN CAST(v.text AS numeric) END AS num,
                CASE WHEN v.type = 'string' AND octet_length(v.text) <= %d AND strpos(v.text, U&'\\FDD0') = 0
                    THEN v.text END COLLATE "C" AS str,
                CASE v.type WHEN 'boolean' THEN v.text = 'true' END AS flag
            FROM (SELECT jsonb_typeof(j.at) AS type, j.at #>> '{}' AS text FROM (
                SELECT CAST(CASE WHEN strpos(d.text, '\\u0000') = 0 THEN d.text
                    ELSE regexp_replace(d.text, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000', '\\1\\\\ufdd0', 'g') END AS jsonb)
                    #> %s::text[] AS at
                FROM (SELECT convert_from(s.%s, 'UTF8') AS text OFFSET 0) d OFFSET 0) j OFFSET 0) v
            WHERE v.type IN ('number', 'string', 'boolean')) f\
            """
                    .formatted(
                            FieldValue.MOST_BYTES,
                            placeholder.apply(path.within().tokens().toArray(String[]::new)),
                            path.section().member());
        }

        @Override
        public String condition() {
            return "true";
        }
    }

    /** What every shadow has, as a text. */
    record Own(String sql) implements ValueSource {

        @Override
        public String from(Function<Object, String> placeholder) {
            return "(SELECT CAST(NULL AS numeric) AS num, %s AS str, CAST(NULL AS boolean) AS flag) f"
                    .formatted(sql);
        }

        @Override
        public String condition() {
            return "true";
        }
    }
}
