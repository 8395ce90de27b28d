package io.github.kubespraymaven.python.collection;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Names in YAML: modules of tasks, lists of collections, what one collection needs, what ansible-core redirects. */
final class YamlNames {
    private static final int MAX_DEPTH = 100;

    /** Where a task or a play holds further tasks. */
    private static final Set<String> TASK_LISTS =
            Set.of("block", "rescue", "always", "tasks", "pre_tasks", "post_tasks", "handlers");

    private YamlNames() {}

    /** Nodes are not made into objects, so that no tag ({@code !vault}) means anything. */
    private static List<Node> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(1000);
        options.setCodePointLimit(20_000_000);
        List<Node> documents = new ArrayList<>();
        try {
            new Yaml(options).composeAll(new StringReader(text)).forEach(documents::add);
        } catch (YAMLException e) {
            // Templates may be named .yml too; their names are found as text.
            return documents;
        }
        return documents;
    }

    /** Adds the keys of all tasks: their module is among them, the others are names that nothing redirects. */
    static void modules(String text, Set<PluginName> plugins, Set<CollectionName> collections) {
        int key = endOfFirstKey(text);
        if (key > 0 && text.indexOf("\n---", key) < 0) {
            return;
        }
        for (Node document : documents(text)) {
            if (document instanceof SequenceNode tasks) {
                tasks(tasks, 0, plugins, collections);
            }
        }
    }

    /**
     * Returns where the key ends that a document begins with: then it is a mapping, and no list of tasks or plays. 0 if it
     * begins with something else.
     */
    private static int endOfFirstKey(String text) {
        int start = skipComments(text);
        int at = start;
        while (at < text.length() && isOfKey(text.charAt(at))) {
            at++;
        }
        int colon = skipBlanks(text, at);
        boolean key = at > start && isLetter(text.charAt(start)) && text.startsWith(":", colon);
        return key && colon + 1 < text.length() && text.charAt(colon + 1) <= ' ' ? colon + 1 : 0;
    }

    /** Returns the first place that is neither space nor comment nor the line {@code ---}. */
    private static int skipComments(String text) {
        int at = 0;
        while (at < text.length()) {
            int afterMark = text.startsWith("---", at) ? skipBlanks(text, at + 3) : at;
            if (text.charAt(at) == '#') {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else if (text.charAt(at) <= ' ') {
                at++;
            } else if (afterMark > at && text.startsWith("\n", afterMark)) {
                at = afterMark;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int skipBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isOfKey(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    private static void tasks(SequenceNode tasks, int depth, Set<PluginName> plugins, Set<CollectionName> collections) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Node task : tasks.getValue()) {
            if (!(task instanceof MappingNode mapping)) {
                continue;
            }
            for (NodeTuple tuple : mapping.getValue()) {
                String key = scalar(tuple.getKeyNode()).orElse("");
                if (TASK_LISTS.contains(key) && tuple.getValueNode() instanceof SequenceNode inner) {
                    tasks(inner, depth + 1, plugins, collections);
                } else if (key.equals("collections") && tuple.getValueNode() instanceof SequenceNode names) {
                    names.getValue()
                            .forEach(name ->
                                    scalar(name).flatMap(CollectionName::of).ifPresent(collections::add));
                } else if (key.equals("action") || key.equals("local_action")) {
                    scalar(tuple.getValueNode())
                            .map(value -> value.strip().split("\\s", 2)[0])
                            .ifPresent(name -> plugins.add(new PluginName(PluginKind.MODULES, name)));
                } else {
                    plugins.add(new PluginName(PluginKind.MODULES, key));
                }
            }
        }
    }

    /** Returns the keys of {@code dependencies} in a galaxy.yml. */
    static Set<CollectionName> galaxyDependencies(String text) {
        Set<CollectionName> names = new TreeSet<>();
        for (Node document : documents(text)) {
            member(document, "dependencies")
                    .filter(MappingNode.class::isInstance)
                    .ifPresent(node -> {
                        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
                            scalar(tuple.getKeyNode())
                                    .flatMap(CollectionName::of)
                                    .ifPresent(names::add);
                        }
                    });
        }
        return names;
    }

    /** Takes one redirection. */
    interface Redirection {
        void of(PluginKind kind, String name, CollectionName to);
    }

    /** Reads {@code plugin_routing} of ansible-core's own runtime.yml. */
    static void redirections(String text, Redirection taker) {
        for (Node document : documents(text)) {
            for (PluginKind kind : PluginKind.values()) {
                Optional<Node> routes =
                        member(document, "plugin_routing").flatMap(routing -> member(routing, kind.key()));
                if (routes.isPresent() && routes.get() instanceof MappingNode mapping) {
                    for (NodeTuple tuple : mapping.getValue()) {
                        Optional<CollectionName> to = member(tuple.getValueNode(), "redirect")
                                .flatMap(YamlNames::scalar)
                                .flatMap(CollectionName::of)
                                .filter(name -> !name.isBuiltin());
                        Optional<String> name = scalar(tuple.getKeyNode());
                        if (name.isPresent() && to.isPresent()) {
                            taker.of(kind, name.get(), to.get());
                        }
                    }
                }
            }
        }
    }

    private static Optional<Node> member(Node node, String name) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (scalar(tuple.getKeyNode()).filter(name::equals).isPresent()) {
                    return Optional.of(tuple.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }
}
