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
    private static final String OVERRIDES = "offline.yml";

    private final KubesprayRelease release;
    private final InventorySource source;
    private final Inventory inventory;
    private final Optional<SourceTree> folder;
    private final Dict extra;
    private final TemplateEnvironment environment;
    private final Dict groups;
    private final Templates templates = new Templates();
    private final Map<String, List<Variables>> files = new HashMap<>();
    private final ListedNames names;
    private final Optional<Variables> overrides;

    /** Variables without those that the goal offline-vars has written. */
    public HostVariables(
            KubesprayRelease release, InventorySource source, Dict extra, TemplateEnvironment environment) {
        this(release, source, extra, environment, ListedNames.UPSTREAM);
    }

    /** Variables of a release and an inventory. */
    public HostVariables(
            KubesprayRelease release,
            InventorySource source,
            Dict extra,
            TemplateEnvironment environment,
            ListedNames names) {
        this(release, source, extra, environment, names, Optional.empty());
    }

    private HostVariables(
            KubesprayRelease release,
            InventorySource source,
            Dict extra,
            TemplateEnvironment environment,
            ListedNames names,
            Optional<Variables> overrides) {
        this.release = release;
        this.source = source;
        this.names = names;
        this.overrides = overrides;
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

    /** These variables as they are when a file {@code group_vars/all/offline.yml} is added to the inventory. */
    public HostVariables with(Variables offline) {
        return new HostVariables(release, source, extra, environment, names, Optional.of(offline));
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
        Optional<Variables> added = overrides.filter(any -> kind.equals("group_vars") && name.equals(Inventory.ALL));
        if (folder.isEmpty()) {
            return added.stream().toList();
        }
        String key = kind + "/" + name;
        List<Variables> known = files.get(key);
        if (known != null) {
            return known;
        }
        SourceTree tree = folder.get();
        List<Variables> read = new ArrayList<>();
        for (String path : VariableFolders.of(tree, kind, name)) {
            if (added.isPresent() && isAfterOverrides(path, key + "/")) {
                read.add(added.get());
                added = Optional.empty();
            }
            String text = tree.read(path).orElse("");
            boolean left = names == ListedNames.UPSTREAM
                    ? OwnOverrides.isOne(path, text)
                    : OwnOverrides.isEncryptedLogins(path, text);
            if (!left) {
                read.add(VariableFile.whole(text, tree.label(path)));
            }
        }
        added.ifPresent(read::add);
        files.put(key, read);
        return read;
    }

    /** Files of a directory count in the order of their names, the last most. */
    private static boolean isAfterOverrides(String path, String directory) {
        return path.startsWith(directory) && path.substring(directory.length()).compareTo(OVERRIDES) > 0;
    }
}
