package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.from.FromImage;
import io.github.kubespraymaven.builder.from.FromRoot;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageConfig;
import io.github.kubespraymaven.image.ImageLayer;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.RunConfig;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A base as an image that says of itself what it is: whoever finds it in a registry can tell by its documents alone whether it
 * is the one that is wanted, and what its layers hold.
 */
final class BaseImage {
    /** The base key, whole: a tag holds its beginning alone. */
    static final String KEY = "io.github.kubespraymaven.base.key";

    /** The collections that are kept, where not all are. */
    static final String COLLECTIONS = "io.github.kubespraymaven.base.collections";

    /** How many bytes each layer has when unpacked. */
    static final String UNPACKED = "io.github.kubespraymaven.base.unpacked";

    /** The time in a base's config: a base is as old as its files. */
    private static final String CREATED = TarLayer.TIME.toString();

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String LOCAL = "/usr/local/bin";
    private static final String NO_BYTECODE = "PYTHONDONTWRITEBYTECODE";
    private static final String ALL = "all";
    private static final String AND = ": ";

    private BaseImage() {}

    static Image of(Base base) {
        Image below = base.from().map(FromImage::image).orElse(Image.empty(base.platform()));
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(KEY, base.key().toString());
        facts.put(
                UNPACKED,
                base.layers().stream()
                        .map(layer -> Long.toString(layer.blob().unpackedSize()))
                        .collect(Collectors.joining(",")));
        if (!base.inputs().collections().equals(List.of(ALL))) {
            facts.put(COLLECTIONS, String.join(",", base.inputs().collections()));
        }
        return below.with(
                        base.own().stream()
                                .map(layer -> ImageLayer.of(layer.blob(), layer.kind() + AND + layer.what()))
                                .toList(),
                        CREATED)
                .run(run(below.config().run()))
                .annotated(facts);
    }

    /** What the image below says stays; but where nothing has to be started, a shell is. */
    private static RunConfig run(RunConfig below) {
        RunConfig run = below.withEnvironment("PATH", path(below.environment().getOrDefault("PATH", PATH)));
        run = run.environment().containsKey("LANG") ? run : run.withEnvironment("LANG", "C.UTF-8");
        run = run.environment().containsKey(NO_BYTECODE) ? run : run.withEnvironment(NO_BYTECODE, "1");
        return run.entrypoint().isEmpty() ? run.running("bash") : run;
    }

    /** kubectl lies there, and Debian's distributions have their programs there. */
    private static String path(String path) {
        return List.of(path.split(":")).contains(LOCAL) ? path : LOCAL + ":" + path;
    }

    /** Returns the collections that an image says to keep. */
    static List<String> collections(Image image) {
        return Optional.ofNullable(image.annotations().get(COLLECTIONS))
                .map(names -> names.isEmpty() ? List.<String>of() : Arrays.asList(names.split(",")))
                .orElse(List.of(ALL));
    }

    /**
     * Returns the layers of an image; nothing if it does not speak of them as a base does.
     *
     * @param from the image that it is to stand on
     */
    static Optional<List<Layer>> layers(Image image, Optional<FromImage> from) {
        String[] unpacked = image.annotations().getOrDefault(UNPACKED, "").split(",");
        List<ImageConfig.Step> steps = image.config().history();
        int below = from.map(one -> one.image().layers().size()).orElse(0);
        int before = from.map(one -> one.image().config().history().size()).orElse(0);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            int step = before + i - below;
            if (i >= unpacked.length || !unpacked[i].matches("\\d{1,18}") || (i >= below && step >= steps.size())) {
                return Optional.empty();
            }
            long size = Long.parseLong(unpacked[i]);
            if (i < below) {
                layers.add(FromRoot.layer(from.orElseThrow(), i, size));
                continue;
            }
            Descriptor blob = image.layers().get(i);
            String made = steps.get(step).createdBy();
            int and = made.indexOf(AND);
            if (and < 0) {
                return Optional.empty();
            }
            layers.add(new Layer(
                    made.substring(0, and),
                    made.substring(and + AND.length()),
                    new LayerBlob(
                            blob.digest(), image.config().diffIds().get(i), blob.size(), size, blob.mediaType())));
        }
        return Optional.of(layers);
    }
}
