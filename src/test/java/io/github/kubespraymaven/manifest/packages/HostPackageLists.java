package io.github.kubespraymaven.manifest.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.manifest.Checkouts;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.Manifests;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of packages, made of small checkouts. */
final class HostPackageLists {
    private static final String PLAYS =
            """
            - hosts: k8s_cluster:etcd
              roles:
                - {role: base, tags: base}
            - hosts: kube_control_plane
              roles:
                - {role: head, when: head_enabled | default(true)}
            """;

    static final String TASKS = "roles/base/tasks/main.yml";

    static ManifestResult result(SourceTree tree, String extraVars, String... distributions) throws IOException {
        return Manifests.make(
                new ManifestRequest(
                        tree,
                        () -> "v2.0.0",
                        Optional.of("inventory/hosts.ini"),
                        Optional.of(extraVars),
                        tree,
                        List.of(Architecture.AMD64),
                        ManifestRequest.Mode.COMPLETE,
                        List.of(),
                        Map.of()),
                List.of(distributions));
    }

    static String file(ManifestResult result, String distribution) {
        byte[] bytes = result.files().get("os-packages/" + distribution + ".txt");
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The lines of a list below its two lines of explanation, without the blanks of the column. */
    static List<String> list(SourceTree tree, String extraVars, String distribution) throws IOException {
        ManifestResult result = result(tree, extraVars, distribution);
        assertEquals(List.of(), result.warnings());
        return lines(file(result, distribution));
    }

    static List<String> lines(String text) {
        return text.lines().skip(2).map(line -> line.replaceAll(" +# ", " # ")).toList();
    }

    static SourceTree checkout(String tasks, String... more) {
        List<String> files = new ArrayList<>(List.of("cluster.yml", PLAYS, TASKS, tasks));
        files.addAll(List.of(more));
        return Checkouts.with(files.toArray(String[]::new));
    }

    private HostPackageLists() {}
}
