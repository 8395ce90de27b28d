package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Task;
import io.github.kubespraymaven.build.layer.Layer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** A part that is being made before it is certain that anybody needs it. */
final class BegunPart implements Part, AutoCloseable {
    private final Task<List<Layer>> underWay;

    /** Begins. */
    BegunPart(Part part, ExecutorService threads) {
        this.underWay = Task.begin(threads, part::make);
    }

    @Override
    public List<Layer> make() throws IOException {
        return underWay.end();
    }

    /** Stops it, if it is not ready. */
    @Override
    public void close() {
        underWay.cancel();
    }
}
