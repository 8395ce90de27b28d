package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.manifest.Architecture;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.manifest.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What kubespray's variables say of kubectl. To evaluate them takes a cold JVM a third of a second, so the answer is kept
 * with what shows whether a file it came from was touched since.
 */
final class KnownKubectl {
    /** Raised whenever the evaluation would answer otherwise, or what is kept is written otherwise. */
    private static final int FORMAT = 1;

    private static final String KIND = "kubectl";

    private final Path checkout;
    private final Records records;
    private final Instant now;

    /** @param now the time at which the build began, by which a file is known to have settled */
    KnownKubectl(Path checkout, Records records, Instant now) {
        this.checkout = checkout;
        this.records = records;
        this.now = now;
    }

    @FunctionalInterface
    private interface Evaluation {
        List<String> of(Tree variables) throws IOException;
    }

    /** As {@link Kubectl#of}. */
    Kubectl of(Architecture architecture, Optional<String> version) throws IOException {
        List<String> answer = answer("of " + architecture.platform() + " " + version.orElse("auto"), variables -> {
            Kubectl kubectl = Kubectl.of(variables, architecture, version);
            return List.of(kubectl.version(), kubectl.url().toString(), kubectl.sha256());
        });
        return new Kubectl(answer.get(0), URI.create(answer.get(1)), answer.get(2));
    }

    /** As {@link Kubectl#kubeVersion}. */
    String kubeVersion() throws IOException {
        return answer("kube_version", variables -> List.of(Kubectl.kubeVersion(variables)))
                .get(0);
    }

    private List<String> answer(String question, Evaluation evaluation) throws IOException {
        Digest key = Digest.of(FORMAT + "\n" + checkout.toAbsolutePath() + "\n" + question);
        Optional<byte[]> record = records.find(KIND, key);
        if (record.isPresent()) {
            String[] lines = new String(record.get(), StandardCharsets.UTF_8).split("\n");
            int answers = Integer.parseInt(lines[0]);
            List<String> files = List.of(lines).subList(1 + answers, lines.length);
            if (WatchedTree.untouched(checkout, files)) {
                return List.of(lines).subList(1, 1 + answers);
            }
        }
        WatchedTree watched = new WatchedTree(checkout);
        List<String> answer = evaluation.of(watched);
        Optional<List<String>> files = watched.files(now);
        if (files.isPresent()) {
            List<String> lines = new ArrayList<>(List.of(Integer.toString(answer.size())));
            lines.addAll(answer);
            lines.addAll(files.get());
            records.put(KIND, key, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return answer;
    }
}
