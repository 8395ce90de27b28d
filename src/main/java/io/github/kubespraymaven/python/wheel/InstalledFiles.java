package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.LexicalPath;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the files of one installed distribution, adds those that an installer adds, and gives them in their order. */
final class InstalledFiles {
    private final String what;
    private final Installation installation;
    private final TreePath distInfo;
    private final String relativeScripts;
    private final String relativeHeaders;
    private final String relativeData;
    private final List<Placed> files = new ArrayList<>();
    private final List<RecordRow> rows = new ArrayList<>();

    private record Placed(TreePath path, TreeEntry.RegularFile file) {}

    /** For the distribution whose metadata is in the directory of that name, beside its modules. */
    InstalledFiles(String what, Installation installation, String distInfo) {
        this.what = what;
        this.installation = installation;
        Scheme scheme = installation.scheme();
        this.distInfo = scheme.library().resolve(distInfo);
        this.relativeScripts = relative(scheme.library(), scheme.scripts());
        this.relativeHeaders = relative(scheme.library(), scheme.headers());
        this.relativeData = relative(scheme.library(), scheme.data());
    }

    /** Returns the way from one directory to another, as RECORD writes it. */
    private static String relative(TreePath from, TreePath to) {
        return from.equals(to) ? "" : LexicalPath.relative(from.value(), to.value()) + "/";
    }

    /** Adds a module or a metadata file; {@code row} has its place below the library. */
    void library(RecordRow row, boolean executable, Content content) {
        add(installation.scheme().library().resolve(row.path()), executable, content, row);
    }

    /** Adds a file of the data scheme; {@code row} has its place below the scheme's directory. */
    void data(RecordRow row, boolean executable, Content content) {
        add(installation.scheme().data().resolve(row.path()), executable, content, below(relativeData, row));
    }

    /** Adds a header; {@code row} has its place below the scheme's directory, the distribution's own first. */
    void header(RecordRow row, boolean executable, Content content) {
        add(installation.scheme().headers().resolve(row.path()), executable, content, below(relativeHeaders, row));
    }

    /** Adds a program. */
    void script(String name, byte[] text) {
        add(
                installation.scheme().scripts().resolve(name),
                true,
                Content.of(text),
                RecordRow.of(relativeScripts + name, text));
    }

    /** Notes a file that was given to the sink already; {@code row} has its place below the library. */
    void record(RecordRow row) {
        rows.add(row);
    }

    private static RecordRow below(String directory, RecordRow row) {
        return new RecordRow(directory + row.path(), row.digest(), row.size());
    }

    private void add(TreePath path, boolean executable, Content content, RecordRow row) {
        files.add(new Placed(path, TreeEntry.RegularFile.of(executable ? 0755 : 0644, content)));
        rows.add(row);
    }

    private void metadata(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        library(RecordRow.of(distInfo.name() + "/" + name, bytes), false, Content.of(bytes));
    }

    /**
     * Gives all files in the order of their paths.
     *
     * @throws IOException if two have the same place, or one lies below another
     */
    void writeTo(EntrySink sink) throws IOException {
        metadata("INSTALLER", "pip\n");
        if (installation.requested()) {
            metadata("REQUESTED", "");
        }
        if (installation.directUrl().isPresent()) {
            metadata("direct_url.json", installation.directUrl().get());
        }
        rows.add(RecordRow.without(distInfo.name() + "/RECORD"));
        files.add(new Placed(
                distInfo.resolve("RECORD"), TreeEntry.RegularFile.of(0644, Content.of(RecordWriter.write(rows)))));
        files.sort(Comparator.comparing(Placed::path));
        for (int i = 1; i < files.size(); i++) {
            // A file's content follows it at once in this order, if there were any.
            if (files.get(i).path().startsWith(files.get(i - 1).path())) {
                throw new IOException("/" + files.get(i).path() + ": " + what + " has this and /"
                        + files.get(i - 1).path() + " as files");
            }
        }
        for (Placed placed : files) {
            sink.accept(placed.path(), placed.file());
        }
    }
}
