package io.github.kubespraymaven.process;

/**
 * What came of a program that ended by itself.
 *
 * @param exit its exit status, 0 for success
 * @param complete whether all output was read; not where a process that it left behind keeps it open
 * @param text what it printed, as UTF-8
 * @param errorText the end of what it printed to its standard error, as UTF-8
 */
public record CommandResult(int exit, boolean complete, String text, String errorText) {
    private static final int MAX_MESSAGE = 300;

    /** Tells whether it succeeded, and all that it printed is known. */
    public boolean succeeded() {
        return exit == 0 && complete;
    }

    /**
     * Makes one line for messages of what a program printed: without colours and other orders to a terminal, its last 300 characters
     * at most.
     */
    public static String message(String printed) {
        StringBuilder line = new StringBuilder();
        int end = printed.length();
        for (int i = 0; i < end; ) {
            int c = printed.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0x1b && i < end && printed.charAt(i) == '[') {
                i = afterSequence(printed, i + 1);
            } else if (isPrinted(c)) {
                line.appendCodePoint(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        String text = line.toString().strip();
        return text.length() > MAX_MESSAGE ? "…" + text.substring(text.length() - MAX_MESSAGE) : text;
    }

    /** A control sequence ends with its first letter (ECMA-48, 5.4). */
    private static int afterSequence(String printed, int start) {
        int i = start;
        while (i < printed.length() && printed.charAt(i) >= 0x20 && printed.charAt(i) < 0x40) {
            i++;
        }
        return Math.min(i + 1, printed.length());
    }

    /** Characters that turn the direction of a text would show a message other than it is. */
    private static boolean isPrinted(int c) {
        return c > ' '
                && !Character.isISOControl(c)
                && !Character.isWhitespace(c)
                && Character.getType(c) != Character.FORMAT;
    }
}
