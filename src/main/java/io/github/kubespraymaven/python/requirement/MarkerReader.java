package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.requirement.MarkerExpression.Comparison;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Conjunction;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Disjunction;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Literal;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Operand;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Parenthesis;
import io.github.kubespraymaven.python.requirement.MarkerExpression.Variable;
import io.github.kubespraymaven.python.text.StringLiteral;
import io.github.kubespraymaven.python.version.SpecifierOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one marker by the grammar of PEP 508, from where the scanner stands. */
final class MarkerReader {
    /** Deeper parentheses are refused: nobody writes them, and each takes a frame of the stack. */
    private static final int DEEPEST = 100;

    /** PEP 508, "Legacy" names, which old releases of setuptools wrote. */
    private static final Map<String, MarkerVariable> OLD_SPELLINGS = Map.of(
            "os.name", MarkerVariable.OS_NAME,
            "sys.platform", MarkerVariable.SYS_PLATFORM,
            "platform.version", MarkerVariable.PLATFORM_VERSION,
            "platform.machine", MarkerVariable.PLATFORM_MACHINE,
            "platform.python_implementation", MarkerVariable.PLATFORM_PYTHON_IMPLEMENTATION,
            "python_implementation", MarkerVariable.PLATFORM_PYTHON_IMPLEMENTATION);

    private final Scanner scanner;
    private int depth;

    MarkerReader(Scanner scanner) {
        this.scanner = scanner;
    }

    Marker readToEnd() {
        MarkerExpression expression = disjunction();
        if (!scanner.atEnd()) {
            throw scanner.wanted("\"and\", \"or\" or the end of the marker");
        }
        return new Marker(expression);
    }

    private MarkerExpression disjunction() {
        List<MarkerExpression> terms = new ArrayList<>();
        do {
            terms.add(conjunction());
        } while (scanner.skipWord("or"));
        return terms.size() == 1 ? terms.get(0) : new Disjunction(terms);
    }

    private MarkerExpression conjunction() {
        List<MarkerExpression> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (scanner.skipWord("and"));
        return terms.size() == 1 ? terms.get(0) : new Conjunction(terms);
    }

    private MarkerExpression term() {
        scanner.skipBlanks();
        MarkerExpression term = scanner.isAt('(') ? parenthesis() : comparison();
        scanner.skipBlanks();
        return term;
    }

    private MarkerExpression parenthesis() {
        int opened = scanner.at();
        depth++;
        if (depth > DEEPEST) {
            throw scanner.wanted("parentheses no deeper than " + DEEPEST);
        }
        scanner.skip('(');
        MarkerExpression inner = disjunction();
        if (!scanner.skip(')')) {
            throw scanner.wanted("\"and\", \"or\" or \")\" for the \"(\" of column " + (opened + 1));
        }
        depth--;
        return inner instanceof Comparison || inner instanceof Parenthesis ? inner : new Parenthesis(inner);
    }

    private MarkerExpression comparison() {
        Operand left = operand();
        scanner.skipBlanks();
        MarkerOperator operator = operator();
        scanner.skipBlanks();
        Operand right = operand();
        if (left instanceof Variable variable && right instanceof Literal literal) {
            boolean extra = variable.variable() == MarkerVariable.EXTRA;
            return new Comparison(left, operator, extra ? normalized(literal) : literal);
        }
        if (left instanceof Literal literal && right instanceof Variable variable) {
            return new Comparison(isOfExtras(variable.variable()) ? normalized(literal) : literal, operator, right);
        }
        return new Comparison(left, operator, right);
    }

    private static boolean isOfExtras(MarkerVariable variable) {
        return switch (variable) {
            case EXTRA, EXTRAS, DEPENDENCY_GROUPS -> true;
            default -> false;
        };
    }

    /** PEP 685: names of extras are compared in the form of PEP 503. */
    private static Literal normalized(Literal literal) {
        return new Literal(ProjectName.normalize(literal.value()));
    }

    private Operand operand() {
        for (MarkerVariable variable : MarkerVariable.values()) {
            if (scanner.skipWord(variable.text())) {
                return new Variable(variable);
            }
        }
        for (Map.Entry<String, MarkerVariable> old : OLD_SPELLINGS.entrySet()) {
            if (scanner.skipWord(old.getKey())) {
                return new Variable(old.getValue());
            }
        }
        return literal();
    }

    private Operand literal() {
        String text = scanner.text();
        int start = scanner.at();
        if (!scanner.isAt('"') && !scanner.isAt('\'')) {
            throw scanner.wanted("a variable such as python_version or a text in quotes");
        }
        int close = text.indexOf(text.charAt(start), start + 1);
        if (close < 0) {
            throw scanner.wanted("a closing " + text.charAt(start) + " for this text");
        }
        scanner.moveTo(close + 1);
        return new Literal(StringLiteral.value(text.substring(start, close + 1))
                .orElseThrow(() -> scanner.wantedAt(start, "a Python string")));
    }

    private MarkerOperator operator() {
        if (scanner.skipWord("in")) {
            return MarkerOperator.IN;
        }
        if (scanner.skipWord("not")) {
            int before = scanner.at();
            scanner.skipBlanks();
            if (scanner.at() == before || !scanner.skipWord("in")) {
                throw scanner.wanted("\"in\" after \"not\"");
            }
            return MarkerOperator.NOT_IN;
        }
        Optional<SpecifierOperator> operator = SpecifierOperator.at(scanner.text(), scanner.at());
        SpecifierOperator comparing =
                operator.orElseThrow(() -> scanner.wanted("an operator: one of === == != ~= <= >= < > in, not in"));
        scanner.moveTo(scanner.at() + comparing.symbol().length());
        return switch (comparing) {
            case IDENTICAL -> MarkerOperator.IDENTICAL;
            case EQUAL -> MarkerOperator.EQUAL;
            case NOT_EQUAL -> MarkerOperator.NOT_EQUAL;
            case COMPATIBLE -> MarkerOperator.COMPATIBLE;
            case LESS_OR_EQUAL -> MarkerOperator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> MarkerOperator.GREATER_OR_EQUAL;
            case LESS -> MarkerOperator.LESS;
            case GREATER -> MarkerOperator.GREATER;
        };
    }
}
