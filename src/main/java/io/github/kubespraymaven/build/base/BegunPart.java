package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.layer.Layer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A part that is being made before it is certain that anybody needs it. */
final class BegunPart implements Part, AutoCloseable {
    private final Future<List<Layer>> underWay;

    /** Begins. */
    BegunPart(Part part, ExecutorService threads) {
        this.underWay = threads.submit(part::make);
    }

    @Override
    public List<Layer> make() throws IOException {
        return Together.result(underWay);
    }

    /** Stops it, if it is not ready. */
    @Override
    public void close() {
        underWay.cancel(true);
    }
}
