package io.github.kubespraymaven.jinja.value;

/** The bounds of one value: since children are counted as often as they occur, a small program cannot make a value that takes for ever to walk. */
public final class Size {
    /** The most characters a value may have when it is written out, about. */
    public static final long MOST = 32L << 20;

    /** How deeply lists and dictionaries may be nested. */
    public static final int DEEPEST = 100;

    private Size() {}

    /**
     * @throws EvaluationException if a value of this weight and height is too large
     */
    static void check(long weight, int height) {
        if (weight > MOST) {
            throw new EvaluationException("a value of about " + weight + " characters, the most is " + MOST
                    + "; is something repeated without end?");
        }
        if (height > DEEPEST) {
            throw new EvaluationException("lists or dictionaries nested more than " + DEEPEST + " deep");
        }
    }

    /**
     * To be asked before a string is made.
     *
     * @throws EvaluationException if one of this many characters would be too long
     */
    public static void checkText(long characters) {
        check(characters, 0);
    }
}
