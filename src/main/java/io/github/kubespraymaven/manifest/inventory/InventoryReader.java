package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.util.List;

/** Reads inventories as {@code -i} of ansible-playbook takes them: a file, a directory, or hosts separated by commas. */
public final class InventoryReader {
    // Ansible's INVENTORY_IGNORE_EXTS.
    private static final List<String> IGNORED =
            List.of(".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry");

    private InventoryReader() {}

    /** Hosts by name: {@code a,b,}. */
    public static Inventory hosts(String list) {
        InventoryBuilder builder = new InventoryBuilder();
        for (String host : list.split(",")) {
            if (!host.isBlank()) {
                builder.host("ungrouped", host.strip(), SourcePosition.of("inventory"));
            }
        }
        return builder.build("inventory");
    }

    /**
     * One inventory file.
     *
     * @throws ManifestException if there is no such file
     * @throws EvaluationException if it is no inventory
     */
    public static Inventory file(SourceTree tree, String path) throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        read(tree, path, builder);
        return builder.build(tree.label(path));
    }

    /**
     * All inventory files of a directory, in the order of their names.
     *
     * @throws EvaluationException if one of them is no inventory
     */
    public static Inventory directory(SourceTree tree) throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        int files = 0;
        for (String name : tree.list("")) {
            boolean ignored = name.endsWith("/")
                    || name.startsWith(".")
                    || IGNORED.stream().anyMatch(name::endsWith);
            if (!ignored) {
                read(tree, name, builder);
                files++;
            }
        }
        if (files == 0) {
            throw new ManifestException(tree.label("") + ": no inventory file in this directory");
        }
        return builder.build(tree.label(""));
    }

    private static void read(SourceTree tree, String path, InventoryBuilder into) throws IOException {
        String label = tree.label(path);
        String text = tree.read(path).orElseThrow(() -> new ManifestException(label + ": there is no such inventory"));
        if (text.startsWith("#!")) {
            throw new EvaluationException(
                    label + ": an inventory that is a program is not run here; give a static one");
        }
        boolean yaml = path.endsWith(".yml") || path.endsWith(".yaml") || path.endsWith(".json");
        if (!yaml) {
            IniInventory.read(text, label, into);
            return;
        }
        Value document = YamlReader.read(text, label);
        if (document instanceof Dict dict) {
            YamlInventory.read(dict, label, into);
        } else {
            throw new EvaluationException(label + ": an inventory is a mapping of groups, got a " + document.type());
        }
    }
}
