package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.image.Platform;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

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

    private List<Layer> make(List<Part> parts) throws IOException {
        List<Future<List<Layer>>> underWay = new ArrayList<>();
        for (Part part : parts) {
            underWay.add(workshop.threads().submit(part::make));
        }
        List<Layer> layers = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (Future<List<Layer>> part : underWay) {
            try {
                layers.addAll(part.get());
            } catch (ExecutionException e) {
                failures.add(cause(e));
            } catch (InterruptedException e) {
                underWay.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The build was interrupted.");
            }
        }
        if (!failures.isEmpty()) {
            throw BaseException.of(failures);
        }
        return layers;
    }

    private static Exception cause(ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
    }
}
