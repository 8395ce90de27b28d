package io.github.kubespraymaven.builder.kubectl;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.checkout.InputFingerprint;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What kubespray's variables say of kubectl. To evaluate them takes a cold JVM a third of a second, so the answer is kept
 * with what shows whether a file it came from was touched since.
 */
public final class KnownKubectl {
    /** Raised whenever the evaluation would answer otherwise, or what is kept is written otherwise. */
    private static final int FORMAT = 2;

    private static final String KIND = "kubectl";

    private final Path checkout;
    private final Records records;
    private final InputRecorder watch;

    /** @param watch is told which files the answers follow from */
    public KnownKubectl(Path checkout, Records records, InputRecorder watch) {
        this.checkout = checkout;
        this.records = records;
        this.watch = watch;
    }

    @FunctionalInterface
    private interface Evaluation {
        List<String> of(SourceTree variables) throws IOException;
    }

    /** As {@link Kubectl#of}. */
    public Kubectl of(Architecture architecture, Optional<String> version) throws IOException {
        List<String> answer = answer("of " + architecture.platform() + " " + version.orElse("auto"), variables -> {
            Kubectl kubectl = Kubectl.of(variables, architecture, version);
            return List.of(kubectl.version(), kubectl.url().toString(), kubectl.sha256());
        });
        return new Kubectl(answer.get(0), URI.create(answer.get(1)), answer.get(2));
    }

    /** As {@link Kubectl#kubeVersion}. */
    public String kubeVersion() throws IOException {
        return answer("kube_version", variables -> List.of(Kubectl.kubeVersion(variables)))
                .get(0);
    }

    private List<String> answer(String question, Evaluation evaluation) throws IOException {
        Digest key = Digest.of(FORMAT + "\n" + checkout + "\n" + question);
        Optional<byte[]> record = records.find(KIND, key);
        if (record.isPresent()) {
            String[] parts = new String(record.get(), StandardCharsets.UTF_8).split("\n\n", 2);
            if (InputFingerprint.unchanged(parts[1])) {
                watch.askedBefore(parts[1]);
                return List.of(parts[0].split("\n"));
            }
        }
        InputRecorder files = new InputRecorder(watch.readAt());
        List<String> answer = evaluation.of(new RecordedTree(checkout, files));
        watch.askedBefore(files.text());
        if (files.isReliable()) {
            String lines = String.join("\n", answer) + "\n\n" + files.text();
            records.put(KIND, key, lines.getBytes(StandardCharsets.UTF_8));
        } else {
            watch.outOfSight();
        }
        return answer;
    }
}
