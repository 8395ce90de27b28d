package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.checkout.InputFingerprint;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.python.index.PipDefault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The default index of a pip on PATH. To start a Python for it takes some tenths of a second, so the answer is kept as long as
 * the interpreter and the file of pip that says it are the same.
 */
final class PipIndex {
    private static final String KIND = "pip-index";

    private final SearchPath programs;
    private final Records records;
    private final Instant now;

    /**
     * Prepares.
     *
     * @param programs where a Python and a pip are looked for
     * @param now a time before anything is read
     */
    PipIndex(SearchPath programs, Records records, Instant now) {
        this.programs = programs;
        this.records = records;
        this.now = now;
    }

    /**
     * Returns it; empty where there is no pip. A pip that python3 can import says it at once; any other prints it in its
     * help, which takes a second.
     */
    Optional<String> find() throws IOException {
        Optional<String> index = ofPython();
        for (String pip : List.of("pip3", "pip")) {
            index = index.or(() -> programs.find(pip)
                    .flatMap(found -> Output.of(found, "download", "--help"))
                    .flatMap(PipDefault::fromHelp));
        }
        return index;
    }

    private Optional<String> ofPython() throws IOException {
        Optional<Path> python = programs.find("python3");
        if (python.isEmpty()) {
            return Optional.empty();
        }
        Digest key = Digest.of(python.get().toString());
        Optional<String[]> known = records.find(KIND, key)
                .map(record -> new String(record, StandardCharsets.UTF_8).split("\n", 2))
                .filter(parts -> InputFingerprint.unchanged(parts[1]));
        if (known.isPresent()) {
            return Optional.of(known.get()[0]);
        }
        List<String> printed = Output.of(python.get(), "-c", PipDefault.PROGRAM)
                .map(text -> text.lines().toList())
                .orElse(List.of());
        if (printed.size() != 2 || printed.get(0).isBlank()) {
            return Optional.empty();
        }
        InputRecorder watch = new InputRecorder(now);
        watch.asked(python.get());
        watch.asked(Path.of(printed.get(1)));
        if (watch.isReliable()) {
            records.put(KIND, key, (printed.get(0) + "\n" + watch.text()).getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(printed.get(0));
    }
}
