package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.TreeName;
import java.net.URI;
import java.util.Optional;

/**
 * A file that is to be in the tree.
 *
 * @param url its upstream address; may hold a login
 * @param name where it stands in the tree
 * @param digest what its bytes must hash to; empty where nobody knows
 * @param trust who says so
 */
public record WantedFile(URI url, TreeName name, Optional<Digest> digest, FileTrust trust) {
    /** Tells whether GitHub makes this archive of a repository when it is asked for it. */
    boolean isMadeOnTheFly() {
        return "github.com".equals(name.segments().get(0)) && url.getPath().contains("/archive/");
    }
}
