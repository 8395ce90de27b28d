package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes a base, unless one with the same inputs is known. */
final class BaseBuild {
    private final Workshop workshop;
    private final BaseRecords records;

    BaseBuild(Workshop workshop) {
        this.workshop = workshop;
        this.records = new BaseRecords(workshop.cache());
    }

    /**
     * Returns the base of these inputs.
     *
     * @param refresh build it although it is known
     * @param parts the lowest first; made side by side
     */
    Base get(Platform platform, BaseInputs inputs, boolean refresh, List<Part> parts) throws IOException {
        if (!refresh) {
            Optional<List<Layer>> known = records.find(inputs.key());
            if (known.isPresent()) {
                return new Base(platform, inputs, known.get(), true);
            }
        }
        return workshop.locks().holding(inputs.key(), () -> {
            Optional<List<Layer>> madeMeanwhile = refresh ? Optional.empty() : records.find(inputs.key());
            List<Layer> layers = madeMeanwhile.isPresent() ? madeMeanwhile.get() : make(parts);
            records.put(inputs.key(), layers);
            return new Base(platform, inputs, layers, madeMeanwhile.isPresent());
        });
    }

    /** Tells whether a base of these inputs was built before and is still whole. */
    boolean knows(BaseInputs inputs) throws IOException {
        return records.find(inputs.key()).isPresent();
    }

    private List<Layer> make(List<Part> parts) throws IOException {
        List<Callable<List<Layer>>> tasks = new ArrayList<>();
        parts.forEach(part -> tasks.add(part::make));
        return Together.all(workshop.threads(), tasks).stream()
                .flatMap(List::stream)
                .toList();
    }
}
