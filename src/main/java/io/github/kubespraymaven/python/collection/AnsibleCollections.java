package io.github.kubespraymaven.python.collection;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.sdist.SdistFiles;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The collections of a distribution {@code ansible}, and the names that its ansible-core redirects to them.
 *
 * @param dependencies what each collection says that it needs
 * @param redirections the collection of a plugin by its short name
 */
public record AnsibleCollections(
        Map<CollectionName, Set<CollectionName>> dependencies, Map<PluginName, CollectionName> redirections) {
    private static final String ROOT = "ansible_collections/";
    private static final String MANIFEST = "/MANIFEST.json";
    private static final String RUNTIME = "ansible/config/ansible_builtin_runtime.yml";
    private static final int MAX_BYTES = 1 << 24;

    /** Keeps its own copies. */
    public AnsibleCollections {
        dependencies = Collections.unmodifiableMap(new TreeMap<>(dependencies));
        redirections = Map.copyOf(redirections);
    }

    /**
     * Reads both distributions' files, wheels or sdists.
     *
     * @throws IOException if they cannot be read, or a manifest is none
     */
    public static AnsibleCollections read(
            Path ansible, DistributionFilename ansibleName, Path core, DistributionFilename coreName)
            throws IOException {
        Map<CollectionName, Set<CollectionName>> dependencies = new TreeMap<>();
        Map<String, byte[]> manifests = files(
                ansible,
                ansibleName,
                path -> path.startsWith(ROOT)
                        && path.endsWith(MANIFEST)
                        && path.chars().filter(c -> c == '/').count() == 3);
        for (Map.Entry<String, byte[]> manifest : manifests.entrySet()) {
            String path = manifest.getKey();
            Optional<CollectionName> name =
                    CollectionName.of(path.substring(ROOT.length(), path.length() - MANIFEST.length())
                            .replace('/', '.'));
            if (name.isPresent()) {
                dependencies.put(name.get(), needed(JsonReader.read(manifest.getValue(), path)));
            }
        }
        Map<PluginName, CollectionName> redirections = new HashMap<>();
        for (byte[] runtime : files(core, coreName, RUNTIME::equals).values()) {
            YamlNames.redirections(
                    new String(runtime, StandardCharsets.UTF_8),
                    (kind, name, to) -> redirections.put(new PluginName(kind, name), to));
        }
        return new AnsibleCollections(dependencies, redirections);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IOException if it is none
     */
    public static AnsibleCollections of(JsonView json) throws IOException {
        Map<CollectionName, Set<CollectionName>> dependencies = new TreeMap<>();
        for (JsonView line : json.get("collections").items()) {
            List<CollectionName> names = names(line.text());
            dependencies.put(names.get(0), Set.copyOf(names.subList(1, names.size())));
        }
        Map<PluginName, CollectionName> redirections = new HashMap<>();
        for (JsonView line : json.get("redirections").items()) {
            String[] words = line.text().split(" ", -1);
            PluginKind kind = PluginKind.of(words[0]);
            CollectionName to = names(words[words.length - 1]).get(0);
            for (String name : List.of(words).subList(1, words.length - 1)) {
                redirections.put(new PluginName(kind, name), to);
            }
        }
        return new AnsibleCollections(dependencies, redirections);
    }

    private static List<CollectionName> names(String words) {
        return Arrays.stream(words.split(" ", -1))
                .map(word -> CollectionName.of(word).orElseThrow(() -> new IllegalArgumentException(word)))
                .toList();
    }

    /** Returns this for a record: lines of a collection and what it needs, and of a kind, short names and where they lead. */
    public Json json() {
        List<String> lines = new ArrayList<>();
        dependencies.forEach((name, needs) ->
                lines.add(Stream.concat(Stream.of(name), needs.stream().sorted())
                        .map(CollectionName::toString)
                        .collect(Collectors.joining(" "))));
        Map<String, StringBuilder> names = new TreeMap<>();
        redirections.forEach(
                (plugin, to) -> names.computeIfAbsent(plugin.kind().key() + "\t" + to, any -> new StringBuilder())
                        .append(plugin.name())
                        .append(' '));
        List<String> redirected = new ArrayList<>();
        names.forEach((kindAndTarget, words) -> redirected.add(kindAndTarget.replace("\t", " " + words)));
        return Json.object()
                .put("collections", Json.texts(lines))
                .put("redirections", Json.texts(redirected))
                .build();
    }

    private static Set<CollectionName> needed(JsonView manifest) throws IOException {
        Set<CollectionName> names = new TreeSet<>();
        Optional<JsonView> dependencies = manifest.get("collection_info").find("dependencies");
        if (dependencies.isPresent()) {
            for (String name : dependencies.get().members().keySet()) {
                CollectionName.of(name).ifPresent(names::add);
            }
        }
        return names;
    }

    private static Map<String, byte[]> files(Path file, DistributionFilename filename, Predicate<String> wanted)
            throws IOException {
        if (filename instanceof SdistFilename sdist) {
            return SdistFiles.read(file, sdist, wanted);
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (FileBytes bytes = new FileBytes(file)) {
            ZipArchive archive = ZipArchive.open(bytes, filename.text());
            for (ZipMember member : archive.members().values()) {
                if (wanted.test(member.name())) {
                    files.put(member.name(), archive.read(member, MAX_BYTES));
                }
            }
        }
        return files;
    }

    /**
     * Returns the collections that are to be in an image, with those that they need.
     *
     * @param named what the checkout names
     * @throws IllegalArgumentException if the choice names one that the distribution does not have
     */
    public SortedSet<CollectionName> chosen(CollectionChoice choice, NamedPlugins named) {
        Set<CollectionName> asked = new TreeSet<>();
        if (choice instanceof CollectionChoice.All) {
            asked.addAll(dependencies.keySet());
        } else if (choice instanceof CollectionChoice.Listed listed) {
            asked.addAll(known(listed.names()));
        } else if (choice instanceof CollectionChoice.Used used) {
            asked.addAll(known(used.more()));
            asked.addAll(named.collections());
            asked.addAll(named.required());
            for (PluginName plugin : named.plugins()) {
                CollectionName.of(plugin.name()).ifPresent(asked::add);
                Optional.ofNullable(redirections.get(plugin)).ifPresent(asked::add);
                if (plugin.kind() == PluginKind.MODULES) {
                    Optional.ofNullable(redirections.get(new PluginName(PluginKind.ACTION, plugin.name())))
                            .ifPresent(asked::add);
                }
            }
        }
        return closure(asked);
    }

    private Set<CollectionName> known(Set<CollectionName> names) {
        Set<CollectionName> unknown = new TreeSet<>(names);
        unknown.removeAll(dependencies.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown.stream()
                    .map(name -> "collections: there is no " + name + " in this release of ansible; "
                            + Nearby.names(name, dependencies.keySet()))
                    .collect(Collectors.joining("\n")));
        }
        return names;
    }

    private SortedSet<CollectionName> closure(Set<CollectionName> asked) {
        SortedSet<CollectionName> all = new TreeSet<>();
        Deque<CollectionName> open = new ArrayDeque<>(asked);
        while (!open.isEmpty()) {
            CollectionName name = open.poll();
            Set<CollectionName> needs = dependencies.get(name);
            if (needs != null && all.add(name)) {
                open.addAll(needs);
            }
        }
        return all;
    }

    /**
     * Returns which files of the distribution, by their places beside the modules, are kept with these collections: theirs,
     * and all that is of no collection.
     */
    public static Predicate<String> filter(Set<CollectionName> collections) {
        Set<String> kept = collections.stream()
                .map(name -> name.namespace() + "/" + name.name() + "/")
                .collect(Collectors.toSet());
        return path -> {
            if (!path.startsWith(ROOT)) {
                return true;
            }
            int namespace = path.indexOf('/', ROOT.length());
            int name = namespace < 0 ? -1 : path.indexOf('/', namespace + 1);
            return name < 0 || kept.contains(path.substring(ROOT.length(), name + 1));
        };
    }
}
