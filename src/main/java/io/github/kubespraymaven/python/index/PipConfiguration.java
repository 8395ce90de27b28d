package io.github.kubespraymaven.python.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * pip's configuration files ("Configuration" in pip's documentation): where they are, and what they say for {@code pip
 * install}.
 *
 * @param values by name, as {@code index-url}; several lines of a value are joined by line feeds
 */
public record PipConfiguration(Map<String, String> values) {
    /** Keeps its own copy. */
    public PipConfiguration {
        values = Map.copyOf(values);
    }

    /** Reads the texts of files, of which later ones win. */
    public static PipConfiguration read(List<String> texts) {
        Map<String, String> global = new LinkedHashMap<>();
        Map<String, String> install = new LinkedHashMap<>();
        for (String text : texts) {
            read(text, global, install);
        }
        global.putAll(install);
        return new PipConfiguration(global);
    }

    /** Python's configparser: sections, {@code name = value} or {@code name: value}, values go on in indented lines. */
    private static void read(String text, Map<String, String> global, Map<String, String> install) {
        Optional<Map<String, String>> section = Optional.empty();
        String name = "";
        for (String line : text.split("\r?\n", -1)) {
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
                continue;
            }
            if (content.startsWith("[") && content.endsWith("]")) {
                section = switch (content.substring(1, content.length() - 1)) {
                    case "global" -> Optional.of(global);
                    case "install" -> Optional.of(install);
                    default -> Optional.empty();
                };
                name = "";
            } else if (section.isPresent() && Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
                section.get().merge(name, content, (first, more) -> first.isEmpty() ? more : first + "\n" + more);
            } else if (section.isPresent()) {
                int end = content.length();
                for (int i = 0; i < content.length() && end == content.length(); i++) {
                    end = content.charAt(i) == '=' || content.charAt(i) == ':' ? i : end;
                }
                name = content.substring(0, end)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                section.get()
                        .put(
                                name,
                                content.substring(Math.min(end + 1, content.length()))
                                        .strip());
            }
        }
    }

    /** Returns a value that is there and not empty. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Returns where pip would look for its files, the later ones winning; not all of them exist.
     *
     * @param environment the process's environment
     * @param osName as Java's {@code os.name} gives it
     * @param home the user's home directory
     */
    public static List<String> locations(Map<String, String> environment, String osName, String home) {
        Optional<String> own = value(environment, "PIP_CONFIG_FILE");
        if (own.filter(file -> file.equals("/dev/null") || file.equalsIgnoreCase("nul"))
                .isPresent()) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            value(environment, "PROGRAMDATA").ifPresent(directory -> files.add(directory + "\\pip\\pip.ini"));
            files.add(home + "\\pip\\pip.ini");
            value(environment, "APPDATA").ifPresent(directory -> files.add(directory + "\\pip\\pip.ini"));
            value(environment, "VIRTUAL_ENV").ifPresent(directory -> files.add(directory + "\\pip.ini"));
        } else {
            String shared = os.startsWith("mac")
                    ? "/Library/Application Support"
                    : value(environment, "XDG_CONFIG_DIRS").orElse("/etc/xdg");
            for (String directory : shared.split(":", -1)) {
                files.add(directory + "/pip/pip.conf");
            }
            files.add("/etc/pip.conf");
            files.add(home + "/.pip/pip.conf");
            if (os.startsWith("mac")) {
                files.add(home + "/Library/Application Support/pip/pip.conf");
            }
            files.add(value(environment, "XDG_CONFIG_HOME").orElse(home + "/.config") + "/pip/pip.conf");
            value(environment, "VIRTUAL_ENV").ifPresent(directory -> files.add(directory + "/pip.conf"));
        }
        own.ifPresent(files::add);
        return List.copyOf(files);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
