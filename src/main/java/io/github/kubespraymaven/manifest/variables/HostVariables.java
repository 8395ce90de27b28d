package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.TemplateEnvironment;
import io.github.kubespraymaven.jinja.Templates;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.manifest.inventory.Group;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.inventory.InventorySource;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of each host of an inventory, in Ansible's order of precedence. Files are read once. Not for several threads. */
public final class HostVariables {
    private final KubesprayRelease release;
    private final Inventory inventory;
    private final Optional<SourceTree> folder;
    private final Dict extra;
    private final TemplateEnvironment environment;
    private final Dict groups;
    private final Templates templates = new Templates();
    private final Map<String, List<Variables>> files = new HashMap<>();

    public HostVariables(
            KubesprayRelease release, InventorySource source, Dict extra, TemplateEnvironment environment) {
        this.release = release;
        this.inventory = source.inventory();
        this.folder = source.folder();
        this.extra = extra;
        this.environment = environment;
        this.groups = inventory.groupsVariable();
    }

    /**
     * A host's variables, as they were written. A host that is not in the inventory is Ansible's implicit localhost, which is in no group
     * but all.
     *
     * @param more variables below all others, such as a role's defaults; lowest first
     * @throws IOException if files of the inventory cannot be read
     */
    public Variables of(String host, Architecture architecture, List<? extends Variables> more) throws IOException {
        return of(host, architecture, more, List.of());
    }

    /**
     * The same with variables that come up while a playbook runs.
     *
     * @param above variables above all but the extra ones, such as facts that tasks set; lowest first
     * @throws IOException if files of the inventory cannot be read
     */
    public Variables of(
            String host, Architecture architecture, List<? extends Variables> more, List<? extends Variables> above)
            throws IOException {
        List<Variables> layers = new ArrayList<>(more);
        layers.addAll(release.defaults());
        List<Group> memberships = inventory.groupsOf(host);
        Optional.ofNullable(inventory.groups().get(Inventory.ALL))
                .ifPresent(all -> layers.add(Layers.of(all.variables())));
        memberships.forEach(group -> layers.add(Layers.of(group.variables())));
        layers.addAll(files("group_vars", Inventory.ALL));
        for (Group group : memberships) {
            layers.addAll(files("group_vars", group.name()));
        }
        layers.add(Layers.of(inventory.hosts().getOrDefault(host, Dict.EMPTY)));
        layers.addAll(files("host_vars", host));
        layers.add(Layers.of(HostFacts.of(architecture)));
        layers.addAll(release.own());
        layers.addAll(above);
        layers.add(Layers.of(extra));
        layers.add(Layers.of(magic(host)));
        return new Layers(layers);
    }

    /**
     * Whether the inventory has files of variables for a host alone.
     *
     * @throws IOException if they cannot be read
     */
    public boolean hasFiles(String host) throws IOException {
        return !files("host_vars", host).isEmpty();
    }

    /** An evaluator of variables; all evaluators from here share what they have parsed. */
    public Evaluator evaluator(Variables variables) {
        return new Evaluator(variables, environment, templates);
    }

    /** What Ansible itself knows of a host. */
    private Dict magic(String host) {
        int dot = host.indexOf('.');
        return new Dict.Builder()
                .put("inventory_hostname", new Text(host))
                .put("inventory_hostname_short", new Text(dot < 0 ? host : host.substring(0, dot)))
                .put("group_names", Items.texts(inventory.groupNames(host)))
                .put("groups", groups)
                .build();
    }

    private List<Variables> files(String kind, String name) throws IOException {
        if (folder.isEmpty()) {
            return List.of();
        }
        String key = kind + "/" + name;
        List<Variables> known = files.get(key);
        if (known != null) {
            return known;
        }
        SourceTree tree = folder.get();
        List<Variables> read = new ArrayList<>();
        for (String path : VariableFolders.of(tree, kind, name)) {
            read.add(VariableFile.whole(tree.read(path).orElse(""), tree.label(path)));
        }
        files.put(key, read);
        return read;
    }
}
