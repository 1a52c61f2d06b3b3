// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.files;

import io.muster.acl.book.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of documents, or one document. Hidden files and subfolders do not count: a mounted
 * ConfigMap keeps its former contents in such.
 */
record PolicyFolder(Path path) {

    private static final int MAX_FILES = 1_000;

    /** What tells two states of a file apart without reading it. */
    record Stamp(long bytes, FileTime modified) {}

    /** The state of every document, by its file. */
    Map<Path, Stamp> stamps() throws IOException {
        var stamps = new TreeMap<Path, Stamp>();
        for (var file : documents()) {
            stamps.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
        }
        return stamps;
    }

    private List<Path> documents() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var documents = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(path, "*.json")) {
            for (var file : files) {
                if (!file.getFileName().toString().startsWith(".") && Files.isRegularFile(file)) {
                    documents.add(file);
                }
                if (documents.size() > MAX_FILES) {
                    throw new IOException("there are more than " + MAX_FILES + " files");
                }
            }
        }
        return documents;
    }

    /** The text of a document; one that is too large is cut off where that can be seen. */
    static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(PolicyReader.MAX_BYTES + 1), StandardCharsets.UTF_8);
        }
    }
}
