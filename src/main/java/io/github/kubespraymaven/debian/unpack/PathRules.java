package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths of packages are left out of an image. Lines of {@code - GLOB} and {@code + GLOB}, of which the last one that
 * matches counts, as with dpkg's path-exclude and path-include; {@code *} stands for any part of one name, {@code **} for any
 * names. A directory that is left out is there all the same if something in it stays.
 *
 * <p>A line {@code [NAME…]} says on what the rules below it depend: they are kept unless somebody asked for one of these
 * packages by name, who shall have all of it; with {@code [no NAME…]} unless one of them is in the image. In names {@code *}
 * stands for anything.
 */
public final class PathRules {
    private static final Pattern CONDITION = Pattern.compile("\\[(no )?([a-z0-9.+*-]+(?: [a-z0-9.+*-]+)*)\\]");

    private record Rule(boolean drops, Pattern path, String line) {}

    private final List<Rule> rules;

    private PathRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Leaves out what Debian's own slim images do (documentation but for licences, translations and the like), and of some
     * packages what no container that runs kubespray can need.
     *
     * @param asked the packages that somebody asked for by name
     * @param there all packages of the image
     */
    public static PathRules slim(Set<String> asked, Set<String> there) {
        return parse(String.join("\n", slimRules()), asked, there);
    }

    /** All rules of {@link #slim} with their conditions, as they are written; comments left out. */
    public static List<String> slimRules() {
        try (InputStream in = PathRules.class.getResourceAsStream("left-out.txt")) {
            if (in == null) {
                throw new IllegalStateException("left-out.txt is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads rules; lines that are empty or begin with {@code #} are comments.
     *
     * @param asked the packages that somebody asked for by name
     * @param there all packages of the image
     * @throws IllegalArgumentException at a line that is none of these
     */
    public static PathRules parse(String text, Set<String> asked, Set<String> there) {
        List<Rule> rules = new ArrayList<>();
        boolean kept = true;
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher condition = CONDITION.matcher(line);
            if (condition.matches()) {
                kept = !anyOf(condition.group(2), condition.group(1) == null ? asked : there);
            } else if (line.startsWith("- ") || line.startsWith("+ ")) {
                Pattern path = glob(line.substring(2).strip());
                if (kept) {
                    rules.add(new Rule(line.charAt(0) == '-', path, line));
                }
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException(
                        "'- GLOB', '+ GLOB', '[NAME]' or '[no NAME]' is wanted, got '" + line + "'");
            }
        }
        return new PathRules(List.copyOf(rules));
    }

    private static boolean anyOf(String wanted, Set<String> names) {
        for (String one : wanted.split(" ")) {
            Pattern pattern = glob(one);
            if (names.stream().anyMatch(name -> pattern.matcher(name).matches())) {
                return true;
            }
        }
        return false;
    }

    /** The rules that are kept, as they were written: equal lines leave out the same. */
    public List<String> lines() {
        return rules.stream().map(Rule::line).toList();
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
