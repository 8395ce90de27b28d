package io.github.kubespraymaven.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The logins of a {@code .netrc} (ftp(1), The .netrc file; read so by curl, git, pip and uv). An entry is for all ports of its
 * machine; {@code default}, a login for everybody, counts for nothing here, and macros are passed over.
 */
public final class Netrc {
    private Netrc() {}

    /**
     * Reads a file.
     *
     * @param source its name, for messages
     */
    public static List<HostLogin> read(String text, String source) {
        List<HostLogin> logins = new ArrayList<>();
        Optional<String> machine = Optional.empty();
        String user = "";
        Optional<String> password = Optional.empty();
        Deque<String> words = words(withoutMacros(text));
        while (!words.isEmpty()) {
            String word = words.remove();
            if (word.equals("machine") || word.equals("default")) {
                add(machine, user, password, source, logins);
                machine = Optional.empty();
                user = "";
                password = Optional.empty();
            }
            if (word.equals("default") || words.isEmpty()) {
                continue;
            }
            switch (word) {
                case "machine" -> machine = Optional.of(words.remove());
                case "login" -> user = words.remove();
                case "password" -> password = Optional.of(words.remove());
                case "account" -> words.remove();
                default -> {}
            }
        }
        add(machine, user, password, source, logins);
        return logins;
    }

    private static void add(
            Optional<String> machine, String user, Optional<String> password, String source, List<HostLogin> logins) {
        if (machine.isPresent() && password.isPresent()) {
            logins.add(new HostLogin(
                    new HostPort(machine.get(), HostPort.ANY), new Proxy.Login(user, password.get()), source));
        }
    }

    /** A macro ends with an empty line; a line that begins with # is a remark. */
    private static String withoutMacros(String text) {
        StringBuilder rest = new StringBuilder();
        boolean macro = false;
        for (String line : text.split("\r?\n", -1)) {
            macro = line.isBlank() ? false : macro || line.strip().startsWith("macdef");
            if (!macro && !line.strip().startsWith("#")) {
                rest.append(line).append('\n');
            }
        }
        return rest.toString();
    }

    /** Words end with blanks; in double quotes they may have some, and a backslash before what is meant as it is. */
    private static Deque<String> words(String text) {
        Deque<String> words = new ArrayDeque<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            boolean quoted = text.charAt(at) == '"';
            at += quoted ? 1 : 0;
            StringBuilder word = new StringBuilder();
            while (at < text.length() && (quoted ? text.charAt(at) != '"' : !Character.isWhitespace(text.charAt(at)))) {
                at += quoted && text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
                word.append(text.charAt(at++));
            }
            at++;
            words.add(word.toString());
        }
        return words;
    }
}
