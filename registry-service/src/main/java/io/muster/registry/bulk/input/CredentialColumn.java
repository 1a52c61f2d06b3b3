// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A member of the one credential of a row. */
record CredentialColumn(String name) implements CsvColumn {

    private static final Set<String> NAMES =
            Set.of("type", "authId", "hash", "enabled", "notBefore", "notAfter");
    private static final Set<String> SECRETS = Set.of("password", "secret", "key");

    /** A file of secrets is refused at its header, so that nothing of it is ever kept. */
    static CredentialColumn of(String column) {
        var name = column.substring(CREDENTIAL.length());
        if (SECRETS.contains(name)) {
            throw new FileFault(
                    "Files bring hashes of secrets, not secrets: the column is credential.hash.",
                    0);
        }
        if (!NAMES.contains(name)) {
            throw new FileFault("There is no column " + CsvColumn.shown(column) + ".", 0);
        }
        return new CredentialColumn(name);
    }

    @Override
    public void put(ObjectNode said, String cell) {
        var all = said.withArray("credentials");
        var credential = all.get(0) instanceof ObjectNode there ? there : all.addObject();
        credential.set(name, value(cell.strip()));
    }

    private static JsonNode value(String cell) {
        return switch (cell) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> JsonNodeFactory.instance.textNode(cell);
        };
    }
}
