package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.root.OsRelease;
import io.github.kubespraymaven.python.interpreter.CLibrary;
import io.github.kubespraymaven.python.interpreter.Interpreters;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the files of an image tell, read when it is first asked for. Safe for use by many threads. */
public final class FromFacts {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final FromImage image;
    private final BuildContext context;
    private Optional<FromRoot> root = Optional.empty();
    private Optional<BaseRootfs> rootfs = Optional.empty();

    /** Of an image; nothing is read yet. */
    public FromFacts(FromImage image, BuildContext context) {
        this.image = image;
        this.context = context;
    }

    /** Returns the image. */
    public FromImage image() {
        return image;
    }

    /** Returns its root. */
    public synchronized FromRoot root() throws IOException {
        if (root.isEmpty()) {
            root = Optional.of(FromRoot.of(image, context));
        }
        return root.get();
    }

    /** Returns its root as packages find it. */
    public synchronized BaseRootfs rootfs() throws IOException {
        if (rootfs.isEmpty()) {
            rootfs = Optional.of(BaseRootfs.of(root().tree()));
        }
        return rootfs.get();
    }

    /** Returns the Debian release that it is; nothing for all other distributions. */
    public Optional<String> debianCodename() throws IOException {
        return release()
                .filter(release -> release.id().equals(Optional.of("debian")))
                .flatMap(OsRelease::codename);
    }

    /** Returns what its distribution is called. */
    public String distribution() throws IOException {
        return release().orElse(OsRelease.UNKNOWN).toString();
    }

    /** Returns its os-release, if it has one. */
    public Optional<OsRelease> release() throws IOException {
        for (String name : OsRelease.PLACES) {
            Optional<TreePath> place = new LinkedPaths(TreeRoot.SYSTEM, root().tree()::at).place(name);
            Optional<byte[]> text = place.isPresent() ? rootfs().content(place.get()) : Optional.empty();
            if (text.isPresent()) {
                return Optional.of(OsRelease.read(new String(text.get(), StandardCharsets.UTF_8)));
            }
        }
        return Optional.empty();
    }

    /** Returns the Python that a container of it would start, if it has one. */
    public Optional<PythonInterpreter> interpreter() throws IOException {
        String path = image.image().config().run().environment().getOrDefault("PATH", PATH);
        return Interpreters.find(root().tree(), path);
    }

    /** Returns the distributions in a directory of modules. */
    public List<PresentDistribution> distributions(TreePath library) throws IOException {
        return PresentDistribution.in(root().tree(), library);
    }

    /**
     * Returns 36 for glibc 2.36.
     *
     * @throws UserErrorException if it has another C library, or none
     */
    public int glibcMinor() throws IOException {
        OptionalInt minor = CLibrary.glibcMinor(root().tree());
        if (minor.isPresent()) {
            return minor.getAsInt();
        }
        String has = CLibrary.isMusl(root().tree()) ? "musl as its C library" : "no C library that is known";
        throw new UserErrorException("from: " + image.name() + " (" + distribution() + ") has " + has
                + ", and wheels are chosen for glibc; start from an image of Debian, Ubuntu, Fedora or their kin");
    }
}
