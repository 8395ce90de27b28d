package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.stream.WrappedInputStream;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Installs a distribution whose files come one after the other and are known by their bytes alone: each goes on to a sink as
 * it comes, and RECORD is made of what went through. What was not streamed follows at the end, in the order of its paths.
 */
public final class StreamedInstallation {
    private final Installation installation;
    private final EntrySink sink;
    private final InstalledFiles files;
    private final String distInfo;

    /**
     * Starts an installation.
     *
     * @param what what is installed, for errors
     * @param stem name and version as their directories write them, {@code ansible_core-2.12.5}
     */
    public StreamedInstallation(String what, String stem, Installation installation, EntrySink sink) {
        this.installation = installation;
        this.sink = sink;
        this.distInfo = stem + ".dist-info";
        this.files = new InstalledFiles(what, installation, distInfo);
    }

    /** Passes a module on. */
    public void module(String path, boolean executable, long size, InputStream content) throws IOException {
        Hashing hashing = new Hashing(content);
        Content once = new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return hashing;
            }
        };
        sink.accept(
                installation.scheme().library().resolve(path),
                TreeEntry.RegularFile.of(executable ? 0755 : 0644, once));
        hashing.transferTo(OutputStream.nullOutputStream());
        files.record(RecordRow.of(path, Digest.finish(hashing.sum), size));
    }

    /** Keeps a module for the end. */
    public void module(String path, boolean executable, byte[] content) {
        files.library(RecordRow.of(path, content), executable, Content.of(content));
    }

    /** Keeps a file of the metadata directory for the end. */
    public void metadata(String name, byte[] content) {
        module(distInfo + "/" + name, false, content);
    }

    /** Keeps a program for the end; one that starts with some python starts with the installation's. */
    public void script(String name, byte[] text) {
        files.script(name, ScriptText.ofSource(text, installation.interpreter()));
    }

    /** Gives what was kept, and what installers add. */
    public void finish() throws IOException {
        files.writeTo(sink);
    }

    /** Computes the hash of what is read; closing it leaves the archive behind it open. */
    private static final class Hashing extends WrappedInputStream {
        private final MessageDigest sum = Algorithm.SHA256.start();

        Hashing(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                sum.update(buffer, offset, n);
            }
            return n;
        }

        @Override
        public void close() {
            // The archive goes on after this member.
        }
    }
}
