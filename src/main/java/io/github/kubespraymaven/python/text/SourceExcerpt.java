package io.github.kubespraymaven.python.text;

/** Foreign text made fit for a one-line message: cut to a length a person reads, control characters escaped. */
public final class SourceExcerpt {
    private static final int LONGEST = 200;

    private SourceExcerpt() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
    }
}
