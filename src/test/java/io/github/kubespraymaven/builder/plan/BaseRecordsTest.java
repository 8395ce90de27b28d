package io.github.kubespraymaven.builder.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.MediaTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseRecordsTest {
    private static final Digest KEY = Digest.of("inputs");

    @TempDir
    Path directory;

    @Test
    void aBaseThatSomebodySaysToBeOfTheseInputsIsNoneForOthers() throws IOException {
        List<Layer> layers = List.of(new Layer("python", "alpha 1", stored("layer")));
        records(Optional.of("registry.example/bases")).put(KEY, layers);

        assertEquals(
                Optional.of(layers),
                records(Optional.of("registry.example/bases")).find(KEY));
        assertEquals(
                Optional.empty(),
                records(Optional.of("registry.example/others")).find(KEY));
        assertEquals(Optional.empty(), records(Optional.empty()).find(KEY));
    }

    private BaseRecords records(Optional<String> origin) {
        return new BaseRecords(new Cache(directory), origin);
    }

    private LayerBlob stored(String content) throws IOException {
        try (BlobWriter out = new Cache(directory).blobs().writer()) {
            out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            BlobWriter.Stored stored = out.commit();
            return new LayerBlob(stored.digest(), Digest.of(content), stored.size(), stored.size(), MediaTypes.LAYER);
        }
    }
}
