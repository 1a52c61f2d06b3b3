// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms that a file of rows can have. */
public enum FileFormat {
    /** RFC 4180 with a header, separated by comma or semicolon. */
    CSV("text/csv"),
    /** One JSON object per line. */
    NDJSON("application/x-ndjson");

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The format that a {@code Content-Type} names; empty when it is none of ours. */
    public static Optional<FileFormat> of(String contentType) {
        var bare = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> format.mediaType.equals(bare)).findFirst();
    }

    /** Takes a file of this format apart as it arrives. */
    public RecordSplitter splitter() {
        return switch (this) {
            case CSV -> new CsvSplitter();
            case NDJSON -> new LineSplitter();
        };
    }
}
