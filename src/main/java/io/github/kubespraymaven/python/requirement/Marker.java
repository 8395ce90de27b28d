package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import java.util.NoSuchElementException;

/**
 * An environment marker, {@code python_version < "3.12" and extra == "test"} (PEP 508).
 *
 * @param expression what must hold; names of extras in it are normalized (PEP 685)
 */
public record Marker(MarkerExpression expression) {
    public Marker {
        if (expression instanceof MarkerExpression.Parenthesis parenthesis) {
            expression = parenthesis.inner();
        }
    }

    /**
     * Reads a marker.
     *
     * @throws RequirementSyntaxException with the column at which the text stops being a marker
     */
    public static Marker parse(String text) {
        return new MarkerReader(new Scanner(text)).readToEnd();
    }

    /**
     * Whether the marker is true there.
     *
     * @param extra the extra on whose behalf it is asked, in any spelling; the empty text for none
     * @throws UnsupportedOperationException when any part of it, needed or not, compares texts by an operator that says nothing
     *     about them
     * @throws NoSuchElementException when any part of it asks for a name that the environment does not have
     */
    public boolean evaluate(MarkerEnvironment environment, String extra) {
        return new MarkerEvaluation(environment, extra).isTrue(expression);
    }

    /** The normal form: double quotes, single blanks, parentheses only where they were and mean something. */
    @Override
    public String toString() {
        return expression.toString();
    }
}
