package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.python.PythonException.WheelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs that a distribution asks its installer to make: the groups console_scripts and gui_scripts of
 * entry_points.txt (PyPA's entry points specification).
 */
final class EntryPoints {
    private static final Pattern NAME = Pattern.compile("[^/\\s\\[=\0][^/=\0]*");
    private static final Pattern REFERENCE =
            Pattern.compile("(?U)([\\w.]+)\\s*(?::\\s*([\\w.]+)\\s*)?(?:\\[.*\\]\\s*)?");

    private EntryPoints() {}

    /**
     * A function of a module.
     *
     * @param module its dotted name
     * @param function the name in it, dotted where it is a member of a class
     */
    record Target(String module, String function) {}

    /**
     * Returns the functions to call by the names of their programs.
     *
     * @throws WheelException if a program has no file name or no function
     */
    static Map<String, Target> scripts(String text, String what) throws WheelException {
        Map<String, Target> scripts = new LinkedHashMap<>();
        Optional<String> group = Optional.empty();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                group = Optional.of(line.substring(1, line.length() - 1));
            } else if (group.filter(name -> name.equals("console_scripts") || name.equals("gui_scripts"))
                    .isPresent()) {
                int equals = line.indexOf('=');
                String name = line.substring(0, Math.max(0, equals)).strip();
                Matcher reference = REFERENCE.matcher(line.substring(equals + 1).strip());
                if (!NAME.matcher(name).matches() || !reference.matches() || reference.group(2) == null) {
                    throw new WheelException(
                            what,
                            "entry_points.txt, line " + number + ": NAME = MODULE:FUNCTION was wanted, got '" + line
                                    + "'");
                }
                scripts.put(name, new Target(reference.group(1), reference.group(2)));
            }
        }
        return scripts;
    }
}
