package io.github.kubespraymaven.python.collection;

import java.util.Set;

/**
 * Names in a text of any kind: YAML, templates, Python. A checkout has more than a thousand files, read once each in a JVM that
 * was just started: each form of a name is looked for by a word that it cannot be without, and only what stands around that is
 * gone through.
 */
final class TextNames {
    private final String text;
    private final Set<PluginName> plugins;
    private final Set<CollectionName> collections;

    /** Adds what it finds to these sets. */
    TextNames(String text, Set<PluginName> plugins, Set<CollectionName> collections) {
        this.text = text;
        this.plugins = plugins;
        this.collections = collections;
    }

    /** Finds {@code NAMESPACE.NAME.PLUGIN}, if it is no part of a longer path. */
    void qualified() {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            int end = endOfName(dot + 1);
            if (end > dot + 1 && isAt(end, '.') && endOfName(end + 1) > end + 1) {
                int start = startOfPath(dot);
                if (start < dot) {
                    collections.add(new CollectionName(text.substring(start, dot), text.substring(dot + 1, end)));
                }
            }
        }
    }

    /** Returns where the name before a dot starts; the dot's own place if there is none, or it has something before it. */
    private int startOfPath(int dot) {
        int start = dot;
        while (start > 0 && isOfName(text.charAt(start - 1))) {
            start--;
        }
        boolean first = start == 0 || !isOfPath(text.charAt(start - 1));
        return first && startsName(start) ? start : dot;
    }

    private static boolean isOfPath(char c) {
        return c == '.' || c == '/' || c == '-' || (c >= 'A' && c <= 'Z');
    }

    /** Finds {@code ansible_collections.NAMESPACE.NAME}, as Python imports it. */
    void imports() {
        String word = "ansible_collections";
        for (int at = text.indexOf(word), next; at >= 0; at = text.indexOf(word, next)) {
            next = at + 1;
            int namespace = at + word.length() + 1;
            int name = endOfName(namespace) + 1;
            int end = endOfName(name);
            if (startsWord(at)
                    && isSeparator(namespace - 1)
                    && name > namespace + 1
                    && isSeparator(name - 1)
                    && end > name) {
                collections.add(new CollectionName(text.substring(namespace, name - 1), text.substring(name, end)));
                next = end;
            }
        }
    }

    private boolean isSeparator(int at) {
        return isAt(at, '.') || isAt(at, '/');
    }

    /** Finds {@code | FILTER}. */
    void filters() {
        for (int bar = text.indexOf('|'); bar >= 0; bar = text.indexOf('|', bar + 1)) {
            add(PluginKind.FILTER, skipSpace(bar + 1));
        }
    }

    /** Finds {@code is TEST} and {@code is not TEST}. */
    void tests() {
        for (int at = text.indexOf("is"); at >= 0; ) {
            int end = at + 2;
            int name = skipSpace(end);
            if (name > end && startsWord(at)) {
                end = Math.max(end, add(PluginKind.TEST, afterNot(name)));
            }
            at = text.indexOf("is", end);
        }
    }

    private int afterNot(int at) {
        int name = skipSpace(at + 3);
        return text.startsWith("not", at) && name > at + 3 && startsName(name) ? name : at;
    }

    /** Finds {@code FUNCTION('LOOKUP'}. */
    void lookups(String function) {
        String call = function + "(";
        for (int at = text.indexOf(call); at >= 0; at = text.indexOf(call, at + 1)) {
            int quote = skipSpace(at + call.length());
            if (startsWord(at) && isQuote(quote) && isQuote(endOfName(quote + 1))) {
                add(PluginKind.LOOKUP, quote + 1);
            }
        }
    }

    /** Finds {@code with_LOOKUP:} at the beginning of a line. */
    void loops() {
        String word = "with_";
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int name = at + word.length();
            if (isAt(skipSpace(endOfName(name)), ':') && startsLine(indentation(at))) {
                add(PluginKind.LOOKUP, name);
            }
        }
    }

    private int indentation(int at) {
        int start = at;
        while (isAt(start - 1, ' ') || isAt(start - 1, '-')) {
            start--;
        }
        return start;
    }

    /** Finds {@code connection: PLUGIN} and {@code ansible_connection=PLUGIN}. */
    void connections() {
        String word = "connection";
        String prefix = "ansible_";
        for (int at = text.indexOf(word), next; at >= 0; at = text.indexOf(word, next)) {
            next = at + 1;
            int start = text.startsWith(prefix, at - prefix.length()) ? at - prefix.length() : at;
            if (startsWord(start)) {
                next = value(PluginKind.CONNECTION, at + word.length());
            }
        }
    }

    /** Finds {@code become_method: PLUGIN}. */
    void becomeMethods() {
        String word = "become_method";
        for (int at = text.indexOf(word), next; at >= 0; at = text.indexOf(word, next)) {
            next = at + 1;
            if (startsWord(at)) {
                next = value(PluginKind.BECOME, at + word.length());
            }
        }
    }

    /** Finds {@code plugin: PLUGIN}, as inventories begin. */
    void inventories() {
        String word = "plugin:";
        for (int at = text.indexOf(word), next; at >= 0; at = text.indexOf(word, next)) {
            next = at + 1;
            if (startsLine(at)) {
                next = value(PluginKind.INVENTORY, at + word.length() - 1);
            }
        }
    }

    /** Adds what follows a colon or an equals sign, perhaps in quotes, and returns where that ends: a value is no key. */
    private int value(PluginKind kind, int after) {
        int sign = skipSpace(after);
        if (isAt(sign, ':') || isAt(sign, '=')) {
            int value = skipSpace(sign + 1);
            return add(kind, isQuote(value) ? value + 1 : value);
        }
        return after;
    }

    /** Adds the name that starts here, if one does, and returns where it ends. */
    private int add(PluginKind kind, int start) {
        int end = endOfName(start);
        if (end > start) {
            plugins.add(new PluginName(kind, text.substring(start, end)));
        }
        return end;
    }

    private int endOfName(int start) {
        int end = start;
        if (startsName(start)) {
            do {
                end++;
            } while (end < text.length() && isOfName(text.charAt(end)));
        }
        return end;
    }

    private boolean startsName(int at) {
        return at < text.length() && CollectionName.startsName(text.charAt(at));
    }

    private static boolean isOfName(char c) {
        return CollectionName.isOfName(c);
    }

    private boolean startsWord(int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return !isOfName(before) && !(before >= 'A' && before <= 'Z');
    }

    private boolean startsLine(int at) {
        return at == 0 || isAt(at - 1, '\n') || isAt(at - 1, '\r');
    }

    private boolean isQuote(int at) {
        return isAt(at, '\'') || isAt(at, '"');
    }

    private boolean isAt(int at, char wanted) {
        return at >= 0 && at < text.length() && text.charAt(at) == wanted;
    }

    private int skipSpace(int start) {
        int at = start;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
