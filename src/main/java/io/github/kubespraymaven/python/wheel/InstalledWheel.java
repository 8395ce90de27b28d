package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.python.PythonException.WheelException;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a wheel is when it is installed: the files that {@code pip install --no-compile} lays down, with the same bytes and
 * modes, straight from the archive. They come in the order of their paths.
 *
 * <p>PyPA's binary distribution format, "Installing a wheel distribution 1.0".
 */
public final class InstalledWheel implements EntrySource {
    /** What an installer writes itself, so that a wheel's own does not count. */
    private static final Set<String> INSTALLERS_OWN = Set.of("INSTALLER", "REQUESTED", "direct_url.json");

    private final Path file;
    private final String filename;
    private final Installation installation;
    private final Predicate<String> kept;

    /**
     * Describes an installation; nothing is read yet.
     *
     * @param file the wheel, its bytes verified
     * @param filename its name in the index, which says what distribution it is
     * @param kept which of its files, by their names in the archive, are installed: the others are not in RECORD either
     */
    public InstalledWheel(Path file, String filename, Installation installation, Predicate<String> kept) {
        this.file = file;
        this.filename = filename;
        this.installation = installation;
        this.kept = kept;
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.github.kubespraymaven.python.PythonException.ZipException if the archive is damaged or hostile
     * @throws WheelException if it is no wheel that can be installed
     * @throws io.github.kubespraymaven.digest.DigestMismatchException if a file is not the one that RECORD lists
     */
    @Override
    public void writeTo(EntrySink sink) throws IOException {
        try (FileBytes bytes = new FileBytes(file)) {
            Wheel wheel = Wheel.of(ZipArchive.open(bytes, filename), filename);
            files(wheel).writeTo(sink);
        }
    }

    private InstalledFiles files(Wheel wheel) throws IOException {
        InstalledFiles files = new InstalledFiles(wheel.what(), installation, wheel.stem() + ".dist-info");
        Optional<String> entryPoints = wheel.metadata("entry_points.txt");
        Map<String, EntryPoints.Target> programs =
                entryPoints.isEmpty() ? Map.of() : EntryPoints.scripts(entryPoints.get(), wheel.what());
        programs.forEach((name, target) -> files.script(name, ScriptText.launcher(target, installation.interpreter())));
        String own = wheel.stem() + ".dist-info/";
        for (ZipMember member : wheel.files().values()) {
            String name = member.name();
            boolean replaced = name.startsWith(own) && INSTALLERS_OWN.contains(name.substring(own.length()));
            if (!replaced && kept.test(name)) {
                place(wheel, member, programs, files);
            }
        }
        return files;
    }

    private void place(Wheel wheel, ZipMember member, Map<String, EntryPoints.Target> programs, InstalledFiles files)
            throws IOException {
        RecordRow row = wheel.row(member);
        Content content = content(wheel, member);
        int first = member.name().indexOf('/');
        if (first < 0 || !member.name().startsWith(".data", first - ".data".length())) {
            files.library(row, member.executable(), content);
            return;
        }
        String[] parts = member.name().split("/", 3);
        if (!parts[0].equals(wheel.stem() + ".data") || parts.length < 3) {
            throw new WheelException(wheel.what(), member.name() + " is of no installation scheme");
        }
        RecordRow moved = new RecordRow(parts[2], row.digest(), row.size());
        switch (parts[1]) {
            case "purelib", "platlib" -> files.library(moved, member.executable(), content);
            case "data" -> files.data(moved, member.executable(), content);
            case "headers" -> {
                String name = wheel.stem().substring(0, wheel.stem().indexOf('-'));
                files.header(
                        new RecordRow(name + "/" + parts[2], row.digest(), row.size()), member.executable(), content);
            }
            case "scripts" -> {
                if (!programs.containsKey(program(parts[2]))) {
                    files.script(parts[2], ScriptText.withInterpreter(wheel.bytes(member), installation.interpreter()));
                }
            }
            default -> throw new WheelException(
                    wheel.what(),
                    member.name()
                            + ": purelib, platlib, headers, scripts or data was wanted, got the scheme '" + parts[1]
                            + "'");
        }
    }

    /** Returns the entry point that old releases of setuptools made this script for, if they made it. */
    private static String program(String script) {
        for (String suffix : new String[] {".exe", "-script.py", ".pya"}) {
            if (script.endsWith(suffix)) {
                return script.substring(0, script.length() - suffix.length());
            }
        }
        return script;
    }

    private static Content content(Wheel wheel, ZipMember member) {
        return new Content() {
            @Override
            public long size() {
                return member.size();
            }

            @Override
            public InputStream open() throws IOException {
                return wheel.open(member);
            }
        };
    }
}
