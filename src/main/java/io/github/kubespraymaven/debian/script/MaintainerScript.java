package io.github.kubespraymaven.debian.script;

import io.github.kubespraymaven.debian.DebianException.ScriptException;
import io.github.kubespraymaven.debian.script.ShellStatement.Arm;
import io.github.kubespraymaven.debian.script.ShellStatement.Assignment;
import io.github.kubespraymaven.debian.script.Word.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that a script comes to when a package is installed for the first time, with their words as far as these are
 * known. Where it is not known which way a script would go, all ways are gone; commands with words that are not known are
 * left out.
 */
public final class MaintainerScript {
    /** Stands for text that is not known; no script holds it. */
    static final String UNKNOWN = "\uffff";

    private static final Pattern SHELL = Pattern.compile("#!\\s*/bin/(sh|bash|dash)");
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final int MOST_STEPS = 50_000;
    private static final int DEEPEST_CALL = 40;

    private final Conditions conditions;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, ShellStatement> functions = new HashMap<>();
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> arguments = List.of("configure", "");
    private int steps;
    private int calls;
    /** How many choices around the current command are not known to be the ones taken. */
    private int doubts;

    private boolean left;

    private MaintainerScript(String name, Predicate<String> exists) {
        this.conditions = new Conditions(exists);
        variables.put("DPKG_MAINTSCRIPT_PACKAGE", name);
        variables.put("DEBIAN_FRONTEND", "noninteractive");
    }

    /**
     * Reads a script as it is called with {@code configure} and no version before.
     *
     * @param name the package's name
     * @param script its text
     * @param exists whether there is something at a path of the root, written with a leading slash
     * @return the commands in order, each with its words; empty when the script is none of the shell's, or not understood
     */
    public static List<List<String>> commands(String name, String script, Predicate<String> exists) {
        if (!SHELL.matcher(script).lookingAt()) {
            return List.of();
        }
        MaintainerScript reader = new MaintainerScript(name, exists);
        try {
            reader.run(new ShellParser(script).script());
        } catch (ScriptException notUnderstood) {
            return List.copyOf(reader.commands);
        }
        return List.copyOf(reader.commands);
    }

    private Truth run(List<ShellStatement> statements) throws ScriptException {
        Truth last = Truth.TRUE;
        for (ShellStatement statement : statements) {
            if (left) {
                return last;
            }
            last = run(statement);
        }
        return last;
    }

    private Truth run(ShellStatement statement) throws ScriptException {
        if (++steps > MOST_STEPS) {
            throw new ScriptException(0, "more than " + MOST_STEPS + " steps");
        }
        if (statement instanceof ShellStatement.Simple simple) {
            return simple(simple);
        } else if (statement instanceof ShellStatement.Not not) {
            return run(not.negated()).negated();
        } else if (statement instanceof ShellStatement.AndOr andOr) {
            return andOr(andOr);
        } else if (statement instanceof ShellStatement.Pipeline pipeline) {
            run(pipeline.parts());
            return Truth.UNKNOWN;
        } else if (statement instanceof ShellStatement.If choice) {
            return choose(run(choice.condition()), choice.then(), choice.otherwise());
        } else if (statement instanceof ShellStatement.For loop) {
            return loop(loop);
        } else if (statement instanceof ShellStatement.Loop loop) {
            run(loop.condition());
            return choose(Truth.UNKNOWN, loop.body(), List.of());
        } else if (statement instanceof ShellStatement.Case choice) {
            return choose(choice);
        } else if (statement instanceof ShellStatement.Function function) {
            functions.put(function.name(), function.body());
            return Truth.TRUE;
        } else if (statement instanceof ShellStatement.Group group) {
            return run(group.body());
        }
        throw new IllegalStateException("a statement of no known kind: " + statement);
    }

    private Truth andOr(ShellStatement.AndOr andOr) throws ScriptException {
        Truth before = run(andOr.left());
        if (before == Truth.of(!andOr.and())) {
            return before;
        }
        doubts += before == Truth.UNKNOWN ? 1 : 0;
        Truth after = run(andOr.right());
        doubts -= before == Truth.UNKNOWN ? 1 : 0;
        return before == Truth.UNKNOWN ? Truth.UNKNOWN : after;
    }

    private Truth choose(Truth condition, List<ShellStatement> then, List<ShellStatement> otherwise)
            throws ScriptException {
        if (condition != Truth.UNKNOWN) {
            return run(condition == Truth.TRUE ? then : otherwise);
        }
        doubts++;
        run(then);
        run(otherwise);
        doubts--;
        return Truth.UNKNOWN;
    }

    private Truth choose(ShellStatement.Case choice) throws ScriptException {
        String subject = expand(choice.subject());
        boolean known = !subject.contains(UNKNOWN);
        for (Arm arm : choice.arms()) {
            for (Word pattern : arm.patterns()) {
                if (!known || matches(subject, expand(pattern))) {
                    if (known) {
                        return run(arm.body());
                    }
                    choose(Truth.UNKNOWN, arm.body(), List.of());
                    break;
                }
            }
        }
        return known ? Truth.TRUE : Truth.UNKNOWN;
    }

    private Truth loop(ShellStatement.For loop) throws ScriptException {
        for (String value : split(loop.words())) {
            variables.put(loop.name(), value);
            run(loop.body());
        }
        return Truth.TRUE;
    }

    private Truth simple(ShellStatement.Simple simple) throws ScriptException {
        for (Assignment assignment : simple.assignments()) {
            variables.put(assignment.name(), expand(assignment.value()));
        }
        List<String> words = split(simple.words());
        if (words.isEmpty()) {
            return Truth.TRUE;
        }
        ShellStatement function = functions.get(words.get(0));
        if (function != null) {
            return call(function, words.subList(1, words.size()));
        }
        return switch (words.get(0)) {
            case ":", "true", "set", "echo", "printf" -> {
                if (words.get(0).equals("set")
                        && words.size() > 1
                        && words.get(1).equals("--")) {
                    arguments = List.copyOf(words.subList(2, words.size()));
                }
                yield Truth.TRUE;
            }
            case "false" -> Truth.FALSE;
            case "local", "export", "readonly" -> declare(words.subList(1, words.size()));
            case "shift" -> {
                arguments = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
                yield Truth.TRUE;
            }
            case "read" -> {
                words.subList(1, words.size()).forEach(name -> variables.put(name, UNKNOWN));
                yield Truth.UNKNOWN;
            }
            case "exit", "return" -> {
                left = doubts == 0;
                yield Truth.TRUE;
            }
            case "[" -> conditions.test(words.subList(1, Math.max(1, words.size() - 1)));
            case "test" -> conditions.test(words.subList(1, words.size()));
            default -> command(words);
        };
    }

    private Truth call(ShellStatement function, List<String> given) throws ScriptException {
        if (++calls > DEEPEST_CALL) {
            throw new ScriptException(0, "functions that call each other without end");
        }
        List<String> before = arguments;
        arguments = List.copyOf(given);
        Truth result = run(function);
        arguments = before;
        calls--;
        left = false;
        return result;
    }

    private Truth declare(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                variables.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return Truth.TRUE;
    }

    private Truth command(List<String> words) {
        if (words.stream().noneMatch(word -> word.contains(UNKNOWN))) {
            commands.add(List.copyOf(words));
        }
        return switch (words.get(0)) {
                // On an empty root nobody and nothing is known yet; who is from the start, asking twice does not harm.
            case "getent", "id" -> Truth.FALSE;
            case "dpkg-statoverride" -> words.contains("--list") ? Truth.FALSE : Truth.TRUE;
            case "dpkg" -> words.contains("--compare-versions") ? Conditions.compare(words) : Truth.UNKNOWN;
            case "update-alternatives", "adduser", "addgroup", "useradd", "groupadd" -> Truth.TRUE;
            default -> Truth.UNKNOWN;
        };
    }

    /** The words after expansion: what is not quoted and came from a parameter is split at white space (2.6.5). */
    private List<String> split(List<Word> words) throws ScriptException {
        List<String> all = new ArrayList<>();
        for (Word word : words) {
            if (isAllArguments(word)) {
                all.addAll(arguments);
                continue;
            }
            boolean quoted = word.pieces().stream().anyMatch(MaintainerScript::isQuoted);
            String value = expand(word);
            boolean expanded = word.pieces().stream().anyMatch(piece -> !(piece instanceof Piece.Text));
            if (quoted || !expanded) {
                all.add(value);
            } else {
                all.addAll(value.lines()
                        .flatMap(line -> BLANKS.splitAsStream(line))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toList()));
            }
        }
        return all;
    }

    private static boolean isAllArguments(Word word) {
        return word.pieces().stream()
                        .anyMatch(piece -> piece instanceof Piece.Parameter parameter
                                && Set.of("@", "*").contains(parameter.name()))
                && word.pieces().stream()
                        .allMatch(piece -> piece instanceof Piece.Parameter
                                || (piece instanceof Piece.Text text
                                        && text.text().isEmpty()));
    }

    private static boolean isQuoted(Piece piece) {
        return (piece instanceof Piece.Text text && text.quoted())
                || (piece instanceof Piece.Parameter parameter && parameter.quoted())
                || (piece instanceof Piece.Substitution substitution && substitution.quoted());
    }

    private String expand(Word word) throws ScriptException {
        StringBuilder value = new StringBuilder();
        for (Piece piece : word.pieces()) {
            if (piece instanceof Piece.Text text) {
                value.append(text.text());
            } else if (piece instanceof Piece.Parameter parameter) {
                value.append(parameter(parameter));
            } else if (piece instanceof Piece.Substitution substitution) {
                value.append(substitution(substitution.body()));
            } else {
                value.append(UNKNOWN);
            }
        }
        return value.toString();
    }

    /** Of all commands' output only what is plain is known: the true name of a file that nothing diverts. */
    private String substitution(List<ShellStatement> body) throws ScriptException {
        if (body.size() == 1 && body.get(0) instanceof ShellStatement.Simple simple) {
            List<String> words = split(simple.words());
            if (words.size() == 3
                    && words.get(0).equals("dpkg-divert")
                    && words.get(1).equals("--truename")) {
                return words.get(2);
            }
            if (words.size() > 1 && words.get(0).equals("echo")) {
                return String.join(" ", words.subList(1, words.size()));
            }
        }
        return UNKNOWN;
    }

    private String parameter(Piece.Parameter parameter) throws ScriptException {
        Optional<String> value = value(parameter.name());
        boolean isEmpty = value.isEmpty() || value.get().isEmpty();
        String operand = expand(parameter.operand());
        String plain = value.orElse("");
        return switch (parameter.operation()) {
            case "" -> plain;
            case ":-", ":=", ":?" -> isEmpty ? operand : plain;
            case "-", "=", "?" -> value.isEmpty() ? operand : plain;
            case ":+" -> isEmpty ? "" : operand;
            case "+" -> value.isEmpty() ? "" : operand;
            case "#", "##" -> strip(plain, operand, true);
            case "%", "%%" -> strip(plain, operand, false);
            default -> UNKNOWN;
        };
    }

    private static String strip(String value, String pattern, boolean prefix) {
        if (pattern.matches(".*[*?\\[].*") || pattern.contains(UNKNOWN)) {
            return UNKNOWN;
        }
        if (prefix) {
            return value.startsWith(pattern) ? value.substring(pattern.length()) : value;
        }
        return value.endsWith(pattern) ? value.substring(0, value.length() - pattern.length()) : value;
    }

    private Optional<String> value(String name) {
        if (name.matches("[0-9]+")) {
            int at = Integer.parseInt(name) - 1;
            return at >= 0 && at < arguments.size() ? Optional.of(arguments.get(at)) : Optional.empty();
        }
        return switch (name) {
            case "@", "*" -> Optional.of(String.join(" ", arguments));
            case "#" -> Optional.of(Integer.toString(arguments.size()));
            case "?", "$", "!" -> Optional.of(UNKNOWN);
            default -> Optional.ofNullable(variables.get(name));
        };
    }

    private static boolean matches(String subject, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(subject)
                .matches();
    }
}
