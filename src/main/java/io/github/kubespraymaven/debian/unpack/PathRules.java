package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which paths of packages are left out of an image. Lines of {@code - GLOB} and {@code + GLOB}, of which the last one that
 * matches counts, as with dpkg's path-exclude and path-include; {@code *} stands for any part of one name, {@code **} for any
 * names. A directory that is left out is there all the same if something in it stays.
 */
public final class PathRules {
    private static final PathRules NONE = new PathRules(List.of());

    private record Rule(boolean drops, Pattern path) {}

    private final List<Rule> rules;

    private PathRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** Leaves nothing out. */
    public static PathRules none() {
        return NONE;
    }

    /** Leaves out what Debian's own slim images do: documentation (but for licences), translations and the like. */
    public static PathRules slim() {
        try (InputStream in = PathRules.class.getResourceAsStream("left-out.txt")) {
            if (in == null) {
                throw new IllegalStateException("left-out.txt is missing in this build");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads rules; lines that are empty or begin with {@code #} are comments.
     *
     * @throws IllegalArgumentException at a line that is none of these
     */
    public static PathRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("- ") || line.startsWith("+ ")) {
                rules.add(new Rule(line.charAt(0) == '-', glob(line.substring(2).strip())));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException("'- GLOB' or '+ GLOB' is wanted, got '" + line + "'");
            }
        }
        return new PathRules(List.copyOf(rules));
    }

    /** Whether what lies at a place is left out. */
    public boolean drops(TreePath place) {
        return drops(place.value());
    }

    boolean drops(String place) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).path().matcher(place).matches()) {
                return rules.get(i).drops();
            }
        }
        return false;
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String part : glob.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
            regex.append(
                    switch (part) {
                        case "*" -> "[^/]*";
                        case "**" -> ".*";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
