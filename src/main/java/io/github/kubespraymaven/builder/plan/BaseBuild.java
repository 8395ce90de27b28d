package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BaseErrors;
import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Part;
import io.github.kubespraymaven.builder.from.FromFacts;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a base, unless one with the same inputs is known. */
final class BaseBuild {
    private final BuildContext context;
    private final BaseRecords own;
    private final Optional<BaseRecords> registrys;
    private final Optional<RemoteBases> remote;
    private final Optional<FromFacts> from;

    /**
     * Prepares.
     *
     * @param indexes what they follow from beside their inputs
     * @param remote where bases are looked for that are not in the cache
     * @param from the image that they stand on, if they do
     */
    BaseBuild(BuildContext context, Optional<Digest> indexes, Optional<RemoteBases> remote, Optional<FromFacts> from) {
        this.from = from;
        this.remote = remote;
        this.context = context;
        this.own = new BaseRecords(context.cache(), indexes.map(Digest::toString));
        this.registrys = remote.map(there -> new BaseRecords(context.cache(), Optional.of(there.toString())));
    }

    /**
     * Returns the base of these inputs.
     *
     * @param refresh build it although it is known
     * @param parts the lowest first; made side by side
     */
    Base get(Platform platform, BaseInputs inputs, boolean refresh, List<Part> parts) throws IOException {
        Optional<Base> known = refresh ? Optional.empty() : known(platform, inputs);
        if (known.isPresent()) {
            return known.get();
        }
        return context.locks().holding(inputs.key(), () -> {
            Optional<Base> there = refresh ? Optional.empty() : elsewhere(platform, inputs);
            if (there.isPresent()) {
                return there.get();
            }
            List<Layer> layers = make(parts);
            own.put(inputs.key(), layers);
            return of(platform, inputs, layers, Base.Origin.BUILT);
        });
    }

    private Base of(Platform platform, BaseInputs inputs, List<Layer> layers, Base.Origin origin) {
        return new Base(platform, inputs, layers, origin, Optional.empty(), from.map(FromFacts::image));
    }

    /** Somebody may have made it meanwhile, or on another machine. */
    private Optional<Base> elsewhere(Platform platform, BaseInputs inputs) throws IOException {
        Optional<Base> madeMeanwhile = known(platform, inputs);
        return madeMeanwhile.isPresent() ? madeMeanwhile : find(platform, inputs, inputs.key());
    }

    /** Whether there is another place to look than the cache. */
    boolean looksElsewhere() {
        return remote.isPresent();
    }

    /** Looks for a base of that name where bases are kept for all; when its layers come here it is known here too. */
    Optional<Base> find(Platform platform, BaseInputs inputs, Digest name) throws IOException {
        Optional<Base> found = remote.isPresent()
                ? remote.get().find(platform, inputs, name, from.map(FromFacts::image), context)
                : Optional.empty();
        if (found.isPresent() && registrys.isPresent()) {
            registrys.get().put(found.get().key(), found.get().layers());
        }
        return found;
    }

    /** Returns the base of these inputs, if it was built before and is still whole. */
    Optional<Base> known(Platform platform, BaseInputs inputs) throws IOException {
        Optional<List<Layer>> known = own.find(inputs.key());
        if (known.isEmpty() && registrys.isPresent()) {
            known = registrys.get().find(inputs.key());
        }
        return known.map(layers -> of(platform, inputs, layers, Base.Origin.CACHE));
    }

    private List<Layer> make(List<Part> parts) throws IOException {
        List<Layer> layers = new ArrayList<>();
        List<List<Layer>> made = context.tasks().map(parts, Part::make, BaseErrors.TOGETHER);
        if (from.isPresent()) {
            layers.addAll(from.get().root().layers(from.get().image()));
        }
        made.forEach(layers::addAll);
        return layers;
    }
}
