package io.github.kubespraymaven.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a regular file: known in size, opened when they are needed. */
public interface Content {

    /** Returns how many bytes there are. */
    long size();

    /**
     * Opens the bytes. A content that comes from an archive read in sequence can be opened once only, while its entry is
     * handed over; all others as often as one likes.
     *
     * @throws IOException if they cannot be had
     */
    InputStream open() throws IOException;

    /** Returns a content that is held in memory. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** Returns a text's UTF-8 bytes. */
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what a file holds when it is opened, which must then be of the given size. */
    static Content of(Path file, long size) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
