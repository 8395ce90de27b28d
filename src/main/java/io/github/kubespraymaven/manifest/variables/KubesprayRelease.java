package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The variables of a kubespray tree, whatever its age: until v2.23 in roles/download, from v2.24 in roles/kubespray-defaults, from v2.28 in
 * roles/kubespray_defaults with the checksums among the role's own variables.
 *
 * @param defaults what inventories override, lowest precedence first
 * @param own what only extra variables override, lowest precedence first
 * @param downloadFile the path of the file that has {@code downloads}
 */
public record KubesprayRelease(List<VariableFile> defaults, List<VariableFile> own, String downloadFile) {
    private static final List<String> ROLES =
            List.of("roles/kubespray_defaults", "roles/kubespray-defaults", "roles/download");

    /**
     * Opens the variable files of a tree.
     *
     * @throws IOException if they cannot be read, or the tree is no kubespray
     */
    public static KubesprayRelease of(SourceTree tree) throws IOException {
        // v2.28 keeps roles/kubespray-defaults for compatibility, without variables.
        List<VariableFile> defaults = new ArrayList<>();
        List<VariableFile> own = new ArrayList<>();
        Optional<String> downloadFile = Optional.empty();
        for (String role : ROLES) {
            for (String path : files(tree, role + "/defaults")) {
                VariableFile file = VariableFile.lazy(tree.read(path).orElse(""), tree.label(path));
                defaults.add(file);
                downloadFile = downloadFile.or(
                        () -> file.names().contains("downloads") ? Optional.of(path) : Optional.empty());
            }
            for (String path : files(tree, role + "/vars")) {
                own.add(VariableFile.lazy(tree.read(path).orElse(""), tree.label(path)));
            }
        }
        String found = downloadFile.orElseThrow(
                () -> new io.github.kubespraymaven.manifest.source.ManifestException("no variable 'downloads' in "
                        + String.join(", ", ROLES) + " (defaults); is the directory a kubespray checkout?"));
        return new KubesprayRelease(List.copyOf(defaults), List.copyOf(own), found);
    }

    /** As Ansible finds them: main.yml, main.yaml, main.json or main, or all that lies in a directory main. */
    private static List<String> files(SourceTree tree, String directory) throws IOException {
        List<String> names = tree.list(directory);
        for (String name : List.of("main.yml", "main.yaml", "main.json", "main")) {
            if (names.contains(name)) {
                return List.of(directory + "/" + name);
            }
        }
        return names.contains("main/") ? VariableFolders.files(tree, directory + "/main") : List.of();
    }

    /** All variables of the tree, as they count where there is no inventory and nothing else. */
    public Variables alone(Variables facts, Variables extra) {
        List<Variables> layers = new ArrayList<>(defaults);
        layers.add(facts);
        layers.addAll(own);
        layers.add(extra);
        return new Layers(layers);
    }
}
