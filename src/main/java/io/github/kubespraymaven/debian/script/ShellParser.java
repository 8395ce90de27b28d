package io.github.kubespraymaven.debian.script;

import io.github.kubespraymaven.debian.DebianException.ScriptException;
import io.github.kubespraymaven.debian.script.ShellLexer.Token;
import io.github.kubespraymaven.debian.script.ShellStatement.Arm;
import io.github.kubespraymaven.debian.script.ShellStatement.Assignment;
import io.github.kubespraymaven.debian.script.Word.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses a script (POSIX.1-2017, Shell Command Language, 2.9 and 2.10). */
final class ShellParser {
    /** Deeper nesting than this no person wrote. */
    private static final int DEEPEST = 200;

    private static final Set<String> REDIRECTIONS = Set.of("<", ">", ">>", "<&", ">&", "<>", ">|", "<<", "<<-");

    /** Words that end or divide a compound command, and begin none. */
    private static final Set<String> RESERVED = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final ShellLexer lexer;
    private Token token;
    private int depth;

    ShellParser(String text) throws ScriptException {
        lexer = new ShellLexer(text);
        token = lexer.next();
    }

    /** All of the script. */
    List<ShellStatement> script() throws ScriptException {
        List<ShellStatement> statements = list(Set.of());
        if (!(token instanceof Token.End)) {
            throw unexpected();
        }
        return statements;
    }

    private List<ShellStatement> list(Set<String> ends) throws ScriptException {
        if (++depth > DEEPEST) {
            throw new ScriptException(lexer.line(), "nested more than " + DEEPEST + " deep");
        }
        List<ShellStatement> statements = new ArrayList<>();
        while (true) {
            while (isOperator("\n") || isOperator(";") || isOperator("&")) {
                advance();
            }
            if (token instanceof Token.End || isOperator(")") || isOperator(";;") || ends.contains(keyword())) {
                depth--;
                return statements;
            }
            statements.add(andOr());
        }
    }

    private ShellStatement andOr() throws ScriptException {
        ShellStatement left = pipeline();
        while (isOperator("&&") || isOperator("||")) {
            boolean and = isOperator("&&");
            advance();
            skipNewlines();
            left = new ShellStatement.AndOr(left, and, pipeline());
        }
        return left;
    }

    private ShellStatement pipeline() throws ScriptException {
        boolean negated = keyword().equals("!");
        if (negated) {
            advance();
        }
        List<ShellStatement> parts = new ArrayList<>(List.of(command()));
        while (isOperator("|")) {
            advance();
            skipNewlines();
            parts.add(command());
        }
        ShellStatement whole = parts.size() == 1 ? parts.get(0) : new ShellStatement.Pipeline(parts);
        return negated ? new ShellStatement.Not(whole) : whole;
    }

    private ShellStatement command() throws ScriptException {
        ShellStatement compound =
                switch (keyword()) {
                    case "if" -> ifCommand();
                    case "for" -> forCommand();
                    case "while", "until" -> loop();
                    case "case" -> caseCommand();
                    case "{" -> group("{", "}");
                    default -> isOperator("(") ? subshell() : simple();
                };
        if (!(compound instanceof ShellStatement.Simple) && !(compound instanceof ShellStatement.Function)) {
            while (isRedirection()) {
                redirection(new ArrayList<>(), new ArrayList<>());
            }
        }
        return compound;
    }

    private ShellStatement ifCommand() throws ScriptException {
        advance();
        List<ShellStatement> condition = list(Set.of("then"));
        expect("then");
        List<ShellStatement> then = list(Set.of("elif", "else", "fi"));
        List<ShellStatement> otherwise = List.of();
        if (keyword().equals("elif")) {
            return new ShellStatement.If(condition, then, List.of(ifCommand()));
        }
        if (keyword().equals("else")) {
            advance();
            otherwise = list(Set.of("fi"));
        }
        expect("fi");
        return new ShellStatement.If(condition, then, otherwise);
    }

    private ShellStatement forCommand() throws ScriptException {
        advance();
        String name = keyword();
        advance();
        skipNewlines();
        List<Word> words = new ArrayList<>();
        if (keyword().equals("in")) {
            advance();
            while (token instanceof Token.AWord word) {
                words.add(word.word());
                advance();
            }
        } else {
            words.add(new Word(List.of(new Piece.Parameter("@", "", new Word(List.of()), true))));
        }
        while (isOperator(";") || isOperator("\n")) {
            advance();
        }
        expect("do");
        List<ShellStatement> body = list(Set.of("done"));
        expect("done");
        return new ShellStatement.For(name, words, body);
    }

    private ShellStatement loop() throws ScriptException {
        advance();
        List<ShellStatement> condition = list(Set.of("do"));
        expect("do");
        List<ShellStatement> body = list(Set.of("done"));
        expect("done");
        return new ShellStatement.Loop(condition, body);
    }

    private ShellStatement caseCommand() throws ScriptException {
        advance();
        Word subject = word();
        skipNewlines();
        expect("in");
        List<Arm> arms = new ArrayList<>();
        while (true) {
            skipNewlines();
            if (keyword().equals("esac")) {
                advance();
                return new ShellStatement.Case(subject, arms);
            }
            if (isOperator("(")) {
                advance();
            }
            List<Word> patterns = new ArrayList<>(List.of(word()));
            while (isOperator("|")) {
                advance();
                patterns.add(word());
            }
            if (!isOperator(")")) {
                throw unexpected();
            }
            advance();
            List<ShellStatement> body = list(Set.of("esac"));
            arms.add(new Arm(patterns, body));
            if (isOperator(";;")) {
                advance();
            }
        }
    }

    private ShellStatement group(String open, String close) throws ScriptException {
        expect(open);
        List<ShellStatement> body = list(Set.of(close));
        expect(close);
        return new ShellStatement.Group(body);
    }

    private ShellStatement subshell() throws ScriptException {
        advance();
        List<ShellStatement> body = list(Set.of());
        if (!isOperator(")")) {
            throw unexpected();
        }
        advance();
        return new ShellStatement.Group(body);
    }

    private ShellStatement simple() throws ScriptException {
        if (RESERVED.contains(keyword())) {
            throw unexpected();
        }
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Word> output = new ArrayList<>();
        List<ShellLexer.Here> here = new ArrayList<>();
        while (true) {
            if (isRedirection()) {
                redirection(output, here);
            } else if (token instanceof Token.AWord word) {
                advance();
                if (words.isEmpty() && isAssignment(word.word())) {
                    assignments.add(assignment(word.word()));
                } else if (words.isEmpty() && assignments.isEmpty() && isOperator("(")) {
                    return function(word.word());
                } else if (!isDescriptor(word.word())) {
                    words.add(word.word());
                }
            } else {
                break;
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && output.isEmpty() && here.isEmpty()) {
            throw unexpected();
        }
        // The text of a here-document is read when the line has ended, which is now.
        return new ShellStatement.Simple(
                assignments,
                words,
                output,
                here.stream().map(ShellLexer.Here::content).toList());
    }

    private ShellStatement function(Word name) throws ScriptException {
        advance();
        if (!isOperator(")")) {
            throw unexpected();
        }
        advance();
        skipNewlines();
        return new ShellStatement.Function(name.bare(), command());
    }

    private void redirection(List<Word> output, List<ShellLexer.Here> here) throws ScriptException {
        String operator = token instanceof Token.Operator op ? op.text() : "";
        advance();
        if (operator.startsWith("<<")) {
            Word delimiter = token instanceof Token.AWord word ? word.word() : new Word(List.of());
            boolean literal = delimiter.bare().isEmpty();
            StringBuilder text = new StringBuilder();
            delimiter.pieces().forEach(piece -> text.append(piece instanceof Piece.Text plain ? plain.text() : ""));
            ShellLexer.Here document = new ShellLexer.Here(text.toString(), operator.equals("<<-"), literal);
            lexer.expect(document);
            here.add(document);
            advance();
            return;
        }
        Word target = word();
        if (operator.equals(">") || operator.equals(">>")) {
            output.add(target);
        }
    }

    /** The digit before a redirection, such as {@code 2>}; it was cut off as a word of its own. */
    private boolean isDescriptor(Word word) {
        return isRedirection() && word.bare().matches("[0-9]");
    }

    private static boolean isAssignment(Word word) {
        return !word.pieces().isEmpty()
                && word.pieces().get(0) instanceof Piece.Text text
                && !text.quoted()
                && text.text().matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    private static Assignment assignment(Word word) {
        String first = ((Piece.Text) word.pieces().get(0)).text();
        int equals = first.indexOf('=');
        List<Piece> value = new ArrayList<>(word.pieces());
        value.set(0, new Piece.Text(first.substring(equals + 1), true));
        return new Assignment(first.substring(0, equals), new Word(value));
    }

    private Word word() throws ScriptException {
        if (!(token instanceof Token.AWord word)) {
            throw unexpected();
        }
        advance();
        return word.word();
    }

    private void expect(String keyword) throws ScriptException {
        if (!keyword().equals(keyword)) {
            throw new ScriptException(lexer.line(), keyword + " is wanted");
        }
        advance();
    }

    private void advance() throws ScriptException {
        token = lexer.next();
    }

    private void skipNewlines() throws ScriptException {
        while (isOperator("\n")) {
            advance();
        }
    }

    private String keyword() {
        return token instanceof Token.AWord word ? word.word().bare() : "";
    }

    private boolean isOperator(String text) {
        return token instanceof Token.Operator operator && operator.text().equals(text);
    }

    private boolean isRedirection() {
        return token instanceof Token.Operator operator && REDIRECTIONS.contains(operator.text());
    }

    private ScriptException unexpected() {
        String got = token instanceof Token.Operator operator
                ? operator.text().replace("\n", "the line's end")
                : token instanceof Token.End ? "the script's end" : keyword();
        return new ScriptException(lexer.line(), "not understood at '" + got + "'");
    }
}
