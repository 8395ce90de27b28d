package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Trees for tests, written as a map of paths to texts. */
public final class Trees {
    private Trees() {}

    public static SourceTree of(Map<String, String> files) {
        return new SourceTree() {
            @Override
            public Optional<String> read(String path) {
                return Optional.ofNullable(files.get(path));
            }

            @Override
            public List<String> list(String directory) {
                String prefix = directory.isEmpty() ? "" : directory + "/";
                TreeSet<String> names = new TreeSet<>();
                files.keySet().stream().filter(path -> path.startsWith(prefix)).forEach(path -> {
                    String rest = path.substring(prefix.length());
                    int slash = rest.indexOf('/');
                    names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
                });
                return List.copyOf(names);
            }
        };
    }
}
