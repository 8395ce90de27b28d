package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.debian.OsPart;
import io.github.kubespraymaven.builder.from.BaseOs;
import io.github.kubespraymaven.builder.kubectl.KubectlPart;
import io.github.kubespraymaven.builder.layer.Canonical;
import io.github.kubespraymaven.builder.python.PythonPart;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that decides a base image for one platform and can be known without resolving anything: equal inputs need no second
 * build. Where packages and wheels come from does not count, since their hashes are checked;
 * which are newest an index says, so that the cache keeps the bases of each for itself.
 *
 * @param platform as {@code linux/amd64}
 * @param from what it stands on
 * @param packages the Debian packages that are wanted, sorted
 * @param asked those of them that somebody asked for by name, sorted: nothing is left out of them
 * @param kubectl the binary, if one goes in
 * @param requirements the Python requirements as parsed, in their order: comments and white space do not count
 * @param options of the requirements file; may hold addresses with credentials, and is only ever hashed
 * @param collections {@code all}, or the names of those that are kept or asked for, sorted
 * @param excludeNewer the instant after which uploads are ignored
 * @param sdist whether source distributions may be built
 * @param compression of the layers
 * @param lock what stands for all that is locked; empty where nothing is
 */
public record BaseInputs(
        String platform,
        BaseOs from,
        List<String> packages,
        List<String> asked,
        Optional<Kubectl> kubectl,
        List<String> requirements,
        List<String> options,
        List<String> collections,
        Optional<String> excludeNewer,
        String sdist,
        String compression,
        Optional<Digest> lock) {

    /** Raised whenever equal inputs would give other parts than before; how a part is made counts by its own number. */
    private static final int FORMAT = 9;

    /** Keeps its own copies. */
    public BaseInputs {
        packages = List.copyOf(packages);
        asked = List.copyOf(asked);
        requirements = List.copyOf(requirements);
        options = List.copyOf(options);
        collections = List.copyOf(collections);
    }

    /**
     * The kubectl of a base.
     *
     * @param version with its leading v
     * @param digest of the binary, from kubespray's own table
     */
    public record Kubectl(String version, Digest digest) {}

    /** What an input decides about. */
    private enum Decides {
        /** Whether a base is the same. */
        BASE,
        /** Which Python distributions there are, whatever of them is kept. */
        PYTHON,
        /** Which files a base is made of. */
        LOCK
    }

    /** One input, and what it decides about. */
    private record Input(String name, String value, Set<Decides> decides) {
        Input(String name, String value, Decides... decides) {
            this(name, value, Set.of(decides));
        }
    }

    /** All inputs, in the order in which keys have them: a new one is added here, and nowhere else. */
    private List<Input> inputs() {
        List<Input> all = new ArrayList<>();
        all.add(new Input("platform", platform, Decides.BASE, Decides.PYTHON));
        all.add(new Input("from", from.key(), Decides.BASE, Decides.PYTHON));
        all.add(new Input("from", from.asked(), Decides.LOCK));
        all.add(new Input("left-out", OsPart.rules().toString(), Decides.BASE));
        all.add(new Input("sdist", sdist, Decides.values()));
        all.add(new Input("compression", compression, Decides.BASE));
        packages.forEach(name -> all.add(new Input("package", name, Decides.BASE, Decides.LOCK)));
        asked.forEach(name -> all.add(new Input("asked", name, Decides.BASE, Decides.LOCK)));
        kubectl.ifPresent(binary ->
                all.add(new Input("kubectl", binary.version() + " " + binary.digest(), Decides.BASE, Decides.LOCK)));
        requirements.forEach(requirement -> all.add(new Input("requirement", requirement, Decides.values())));
        options.forEach(option -> all.add(new Input("option", option, Decides.BASE, Decides.PYTHON)));
        if (!options.isEmpty()) {
            // They may hold passwords, and a lock is read by everybody.
            all.add(new Input("options", Digest.of(String.join("\n", options)).toString(), Decides.LOCK));
        }
        collections.forEach(name -> all.add(new Input("collection", name, Decides.BASE)));
        excludeNewer.ifPresent(instant -> all.add(new Input("exclude-newer", instant, Decides.values())));
        lock.ifPresent(locked -> all.add(new Input("lock", locked.toString(), Decides.BASE, Decides.PYTHON)));
        return all;
    }

    private Stream<Input> deciding(Decides what) {
        return inputs().stream().filter(input -> input.decides().contains(what));
    }

    private Digest key(Canonical text, Decides what) {
        deciding(what).forEach(input -> text.line(input.name(), input.value()));
        return text.digest();
    }

    /** Returns the base key. */
    public Digest key() {
        Canonical text = new Canonical()
                .line("base", FORMAT + " of " + OsPart.FORMAT + " " + KubectlPart.FORMAT + " " + PythonPart.FORMAT)
                .line("bytes", Integer.toString(LayerWriter.FORMAT));
        return key(text, Decides.BASE);
    }

    /** Returns what decides which files a base is made of, for a lock. */
    public List<String> resolution() {
        return deciding(Decides.LOCK)
                .map(input -> input.name() + " " + input.value())
                .toList();
    }

    /** Returns the key of what decides which Python distributions there are, whatever of them is kept. */
    public Digest pythonKey() {
        return key(new Canonical().line("python", Integer.toString(FORMAT)), Decides.PYTHON);
    }

    /** Returns the same inputs with other collections. */
    BaseInputs with(List<String> otherCollections) {
        return with(otherCollections, lock);
    }

    /** Returns the same inputs, of which the files are locked. */
    BaseInputs locked(Digest files) {
        return with(collections, Optional.of(files));
    }

    private BaseInputs with(List<String> otherCollections, Optional<Digest> otherLock) {
        return new BaseInputs(
                platform,
                from,
                packages,
                asked,
                kubectl,
                requirements,
                options,
                otherCollections,
                excludeNewer,
                sdist,
                compression,
                otherLock);
    }

    /** Returns the inputs as {@code image.json} and {@code base.json} list them. */
    public Json.Members json() {
        Json.Builder json = Json.object()
                .put("platform", platform)
                .put("from", from.shown())
                .put("packages", Json.texts(packages))
                .put("asked", Json.texts(asked))
                .put("kubectl", kubectl.map(Kubectl::version).orElse("none"))
                .put("requirements", Json.texts(requirements))
                .put("collections", Json.texts(collections))
                .put("sdist", sdist)
                .put("compression", compression);
        excludeNewer.ifPresent(instant -> json.put("excludeNewer", instant));
        lock.ifPresent(locked -> json.put("lock", locked.toString()));
        return json.build();
    }
}
