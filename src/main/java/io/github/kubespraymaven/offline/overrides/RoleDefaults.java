package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The defaults of all roles of a checkout, and the variables that roles choose by a host's distribution. Each file is read once.
 *
 * @param files by their paths, in the order of the paths
 * @param chosen files that a role includes for some distributions, by their paths
 * @param texts those of the defaults
 */
record RoleDefaults(
        SourceTree checkout, Map<String, VariableFile> files, Map<String, VariableFile> chosen, List<String> texts) {
    /** Roles lie up to three directories below roles/. */
    private static final int DEEPEST = 5;

    private static final Set<String> OF_A_ROLE = Set.of(
            "defaults/",
            "files/",
            "handlers/",
            "library/",
            "meta/",
            "molecule/",
            "tasks/",
            "templates/",
            "tests/",
            "vars/");

    /**
     * Reads the defaults.
     *
     * @throws IOException if a file cannot be read
     */
    static RoleDefaults of(SourceTree checkout) throws IOException {
        RoleDefaults defaults =
                new RoleDefaults(checkout, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        defaults.collect("roles", 0);
        return defaults;
    }

    private void collect(String directory, int depth) throws IOException {
        List<String> names = checkout.list(directory);
        if (names.contains("defaults/")) {
            read(directory + "/defaults", 0);
        }
        for (String name : names.contains("vars/") ? checkout.list(directory + "/vars") : List.<String>of()) {
            if (name.endsWith(".yml") && !name.equals("main.yml")) {
                String path = directory + "/vars/" + name;
                chosen.put(path, VariableFile.lazy(checkout.read(path).orElse(""), checkout.label(path)));
            }
        }
        for (String name : depth < DEEPEST ? names : List.<String>of()) {
            if (name.endsWith("/") && !OF_A_ROLE.contains(name)) {
                collect(directory + "/" + name.substring(0, name.length() - 1), depth + 1);
            }
        }
    }

    private void read(String directory, int depth) throws IOException {
        for (String name : checkout.list(directory)) {
            String path = directory + "/" + name;
            if (name.endsWith("/") && depth == 0) {
                read(path.substring(0, path.length() - 1), 1);
            } else if (name.endsWith(".yml") || name.endsWith(".yaml")) {
                String text = checkout.read(path).orElse("");
                texts.add(text);
                files.put(path, VariableFile.lazy(text, checkout.label(path)));
            }
        }
    }

    /** Tells whether another default, or a template of a role, reads a variable. */
    boolean isRead(String name) throws IOException {
        Pattern use = Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?![\\w:])");
        return texts.stream()
                        .anyMatch(
                                text -> text.contains(name) && use.matcher(text).find())
                || isInTemplates("roles", name, 0);
    }

    private boolean isInTemplates(String directory, String name, int depth) throws IOException {
        for (String entry : checkout.list(directory)) {
            String path = directory + "/" + entry;
            boolean found = entry.endsWith("/")
                    ? depth <= DEEPEST && isInTemplates(path.substring(0, path.length() - 1), name, depth + 1)
                    : entry.endsWith(".j2") && checkout.read(path).orElse("").contains(name);
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** All files as layers of variables. */
    List<Variables> layers() {
        return new ArrayList<>(files.values());
    }

    /** The path of the file that has a default. */
    Optional<String> file(String name) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().names().contains(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The text of a string, templates as they are written; empty for what is no string. */
    static Optional<String> source(Value value) {
        if (value instanceof Template template) {
            return Optional.of(template.source());
        }
        return value instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }
}
