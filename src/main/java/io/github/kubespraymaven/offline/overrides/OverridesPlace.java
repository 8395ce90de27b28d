package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.Deployment;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where {@code offline.yml} goes, and what lies there. */
final class OverridesPlace {
    private static final String GROUPS = "group_vars";
    private static final String ALL = GROUPS + "/all";

    private OverridesPlace() {}

    /** What to do with the file, in a sentence. */
    static String advice(Deployment deployment) throws IOException {
        String file = OverridesResult.OFFLINE;
        String copy = "Copy " + file + " into " + ALL + "/ of the inventory, or pass it with -e @" + file + ".";
        Optional<SourceTree> folder = deployment.source().folder();
        if (folder.isEmpty()) {
            return copy;
        }
        List<String> names = folder.get().list(GROUPS);
        Optional<String> hidden = names.contains("all/")
                ? Optional.empty()
                : List.of("all", "all.yml", "all.yaml", "all.json").stream()
                        .filter(names::contains)
                        .findFirst();
        return hidden.map(name -> copy + " A directory " + ALL + "/ hides the file " + GROUPS + "/" + name
                        + ": move that into it first, as " + ALL + "/all.yml.")
                .orElse(copy);
    }

    /** Somebody's own file of that name, which a copy would replace. */
    static Optional<String> warning(Deployment deployment) throws IOException {
        Optional<SourceTree> folder = deployment.source().folder();
        String path = ALL + "/" + OverridesResult.OFFLINE;
        Optional<String> text =
                folder.isEmpty() ? Optional.empty() : folder.get().read(path);
        if (text.isEmpty() || OwnOverrides.isOne(path, text.get())) {
            return Optional.empty();
        }
        String label = folder.get().label(path);
        List<String> names = VariableFile.whole(text.get(), label).names();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(label + " is not this goal's and sets " + String.join(", ", names)
                        + ": move what is to stay into another file of " + ALL + "/ before it is replaced");
    }
}
