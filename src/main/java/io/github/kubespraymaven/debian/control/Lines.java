package io.github.kubespraymaven.debian.control;

import io.github.kubespraymaven.debian.DebianException.MalformedControlException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, one at a time, where they stand in the buffer: of an index most are read over, not copied. */
final class Lines {
    private final InputStream in;
    private final String source;
    private final int longest;
    private byte[] buffer = new byte[1 << 16];
    private int next;
    private int limit;
    private int from;
    private int to;
    private long number;

    /** @param longest bytes that a line may have */
    Lines(InputStream in, String source, int longest) {
        this.in = in;
        this.source = source;
        this.longest = longest;
    }

    /** Goes on to the next line; false at the end of the stream. */
    boolean advance() throws IOException {
        int end = endOfLine(buffer, next, limit);
        while (end == limit) {
            int seen = end - next;
            if (fill()) {
                end = endOfLine(buffer, next + seen, limit);
            } else if (seen == 0) {
                return false;
            } else {
                end = limit;
                break;
            }
        }
        from = next;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        next = Math.min(end + 1, limit);
        number++;
        return true;
    }

    /** What the line stands in, until the next one is gone on to. */
    byte[] buffer() {
        return buffer;
    }

    /** Where the line begins. */
    int from() {
        return from;
    }

    /** Where the line ends; its end (LF or CR LF) does not belong to it. */
    int to() {
        return to;
    }

    /** Its number, counted from 1. */
    long number() {
        return number;
    }

    boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static int endOfLine(byte[] buffer, int from, int limit) {
        int at = from;
        while (at < limit && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Moves the line that is not whole yet to the front, and reads more behind it; false if there is no more. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, limit - next);
        limit -= next;
        next = 0;
        if (limit >= longest) {
            throw new MalformedControlException(source, number, "a paragraph of more than " + longest + " bytes");
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }
}
