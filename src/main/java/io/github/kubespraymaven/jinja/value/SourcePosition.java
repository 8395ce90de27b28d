package io.github.kubespraymaven.jinja.value;

/**
 * Where a text comes from, for messages.
 *
 * @param file a file's name as the user knows it, or what the text is ("extra variables")
 * @param line counted from 1; 0 if there are no lines
 * @param column counted from 1; 0 if unknown
 */
public record SourcePosition(String file, int line, int column) {
    /** A place without lines. */
    public static SourcePosition of(String file) {
        return new SourcePosition(file, 0, 0);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
