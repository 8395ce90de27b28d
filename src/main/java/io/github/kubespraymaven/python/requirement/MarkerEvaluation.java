package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.requirement.MarkerExpression.Comparison;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Conjunction;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Disjunction;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Literal;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Operand;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Parenthesis;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Variable;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import io.github.kubespraymaven.python.version.Specifier;
import io.github.kubespraymaven.python.version.VersionText;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Answers a marker for one environment and extra. */
final class MarkerEvaluation {
    private final MarkerEnvironment environment;
    private final String extra;

    MarkerEvaluation(MarkerEnvironment environment, String extra) {
        this.environment = environment;
        this.extra = ProjectName.normalize(extra);
    }

    /** Every term is asked, so that a marker without a meaning is an error everywhere, not on some machines only. */
    boolean isTrue(MarkerExpression expression) {
        if (expression instanceof Comparison comparison) {
            return compare(comparison);
        }
        if (expression instanceof Parenthesis parenthesis) {
            return isTrue(parenthesis.inner());
        }
        boolean all = true;
        boolean any = false;
        if (expression instanceof Conjunction conjunction) {
            for (MarkerExpression term : conjunction.terms()) {
                all &= isTrue(term);
            }
            return all;
        }
        for (MarkerExpression term : ((Disjunction) expression).terms()) {
            any |= isTrue(term);
        }
        return any;
    }

    /** With a variable on both sides, the right one's name is taken for a text, as {@code packaging} does. */
    private boolean compare(Comparison comparison) {
        if (comparison.left() instanceof Variable left) {
            String key = left.variable().text();
            return compare(value(key), comparison.operator(), text(comparison.right()), key);
        }
        String key = text(comparison.right());
        return compare(text(comparison.left()), comparison.operator(), value(key), key);
    }

    private static String text(Operand operand) {
        return operand instanceof Variable variable ? variable.variable().text() : ((Literal) operand).value();
    }

    private static boolean compare(String left, MarkerOperator operator, String right, String key) {
        if (MarkerVariable.named(key).map(MarkerVariable::isVersion).orElse(false)) {
            Optional<Specifier> specifier = Specifier.tryParse(operator + right);
            if (specifier.isPresent()) {
                return specifier.get().matches(VersionText.of(left));
            }
        }
        return switch (operator) {
            case IN -> right.contains(left);
            case NOT_IN -> !right.contains(left);
            case EQUAL, LESS_OR_EQUAL, GREATER_OR_EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
                // Texts have no order.
            case LESS, GREATER -> false;
            case COMPATIBLE, IDENTICAL -> throw new UnsupportedOperationException(
                    "the marker compares \"" + SourceExcerpt.of(left) + "\" " + operator + " \""
                            + SourceExcerpt.of(right) + "\", and " + operator + " compares versions only (PEP 508)");
        };
    }

    private String value(String key) {
        return MarkerVariable.named(key)
                .flatMap(this::value)
                .orElseThrow(() -> new NoSuchElementException("the marker asks for \"" + SourceExcerpt.of(key)
                        + "\", which the environment of an installation does not have (PEP 508)"));
    }

    private Optional<String> value(MarkerVariable variable) {
        return switch (variable) {
            case PYTHON_VERSION -> Optional.of(environment.pythonVersion());
            case PYTHON_FULL_VERSION -> Optional.of(pythonFullVersion());
            case OS_NAME -> Optional.of(environment.osName());
            case SYS_PLATFORM -> Optional.of(environment.sysPlatform());
            case PLATFORM_RELEASE -> Optional.of(environment.platformRelease());
            case PLATFORM_SYSTEM -> Optional.of(environment.platformSystem());
            case PLATFORM_VERSION -> Optional.of(environment.platformVersion());
            case PLATFORM_MACHINE -> Optional.of(environment.platformMachine());
            case PLATFORM_PYTHON_IMPLEMENTATION -> Optional.of(environment.platformPythonImplementation());
            case IMPLEMENTATION_NAME -> Optional.of(environment.implementationName());
            case IMPLEMENTATION_VERSION -> Optional.of(environment.implementationVersion());
            case EXTRA -> Optional.of(extra);
            case EXTRAS, DEPENDENCY_GROUPS -> Optional.empty();
        };
    }

    /** An interpreter built between releases calls itself {@code 3.12.1+}, which is no version. */
    private String pythonFullVersion() {
        String full = environment.pythonFullVersion();
        return full.endsWith("+") ? full + "local" : full;
    }
}
