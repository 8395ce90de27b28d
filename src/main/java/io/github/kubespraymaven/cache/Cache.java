package io.github.kubespraymaven.cache;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The cache's directory. Everything in it can be made again, and it may be deleted at any time, while builds use it too.
 *
 * <pre>
 * DIR/blobs/sha256/ab/abcd…      blobs under their digest (sha384 and sha512 beside sha256)
 * DIR/records/KIND/ab/abcd…      small records under a key
 * DIR/locks/NAME                 empty files, locked while somebody makes what NAME stands for
 * DIR/drafts/PROCESS-N           files being written; what a killed build left there is deleted by a later one
 * </pre>
 *
 * @param directory DIR, absolute; need not exist
 */
public record Cache(Path directory) {
    /** Makes the path plain. */
    public Cache {
        directory = directory.normalize();
    }

    /** Returns its blobs. */
    public DirectoryBlobs blobs() {
        return new DirectoryBlobs(directory.resolve("blobs"), drafts());
    }

    /** Returns its records. */
    public Records records() {
        return new Records(directory.resolve("records"), drafts());
    }

    /**
     * Returns its locks.
     *
     * @param waiting told, once per wait, the name of a lock that another process holds
     */
    public Locks locks(Consumer<String> waiting) {
        return new Locks(directory, waiting);
    }

    private Drafts drafts() {
        return new Drafts(directory);
    }
}
