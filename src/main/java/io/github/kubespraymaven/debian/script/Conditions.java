package io.github.kubespraymaven.debian.script;

import java.util.List;
import java.util.function.Predicate;

/** What scripts ask before they act: test(1), and dpkg for the version before. */
final class Conditions {
    private final Predicate<String> exists;

    Conditions(Predicate<String> exists) {
        this.exists = exists;
    }

    /** dpkg(1): an absent version is earlier than any, but for the operators that end in -nl. */
    static Truth compare(List<String> words) {
        int at = words.indexOf("--compare-versions");
        if (words.size() < at + 4 || !words.get(at + 1).isEmpty()) {
            return Truth.UNKNOWN;
        }
        return switch (words.get(at + 2)) {
            case "lt", "le", "ne", "gt-nl", "ge-nl" -> Truth.TRUE;
            case "gt", "ge", "eq", "lt-nl", "le-nl" -> Truth.FALSE;
            default -> Truth.UNKNOWN;
        };
    }

    Truth test(List<String> words) {
        if (words.stream().anyMatch(word -> word.contains(MaintainerScript.UNKNOWN))) {
            return Truth.UNKNOWN;
        }
        int size = words.size();
        if (size > 1 && words.get(0).equals("!")) {
            return test(words.subList(1, size)).negated();
        }
        for (String connective : List.of("-o", "-a")) {
            int at = words.indexOf(connective);
            if (at > 0 && at < size - 1) {
                Truth before = test(words.subList(0, at));
                Truth after = test(words.subList(at + 1, size));
                Truth decisive = Truth.of(connective.equals("-o"));
                return before == decisive || after == decisive ? decisive : before == after ? before : Truth.UNKNOWN;
            }
        }
        return switch (size) {
            case 0 -> Truth.FALSE;
            case 1 -> Truth.of(!words.get(0).isEmpty());
            case 2 -> unary(words.get(0), words.get(1));
            case 3 -> switch (words.get(1)) {
                case "=", "==" -> Truth.of(words.get(0).equals(words.get(2)));
                case "!=" -> Truth.of(!words.get(0).equals(words.get(2)));
                default -> Truth.UNKNOWN;
            };
            default -> Truth.UNKNOWN;
        };
    }

    private Truth unary(String operator, String operand) {
        return switch (operator) {
            case "-z" -> Truth.of(operand.isEmpty());
            case "-n" -> Truth.of(!operand.isEmpty());
            case "-e", "-f", "-x", "-d", "-r", "-s" -> Truth.of(exists.test(operand));
            default -> Truth.UNKNOWN;
        };
    }
}
