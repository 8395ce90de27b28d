package io.github.kubespraymaven.registry.credential;

import java.io.IOException;
import java.util.List;

/** Where the one who builds has logins. Nothing of it is read before a registry asks who is there. */
public interface LoginSource {

    /**
     * Returns the servers of Maven's settings.
     *
     * @throws IOException if they cannot be read
     */
    List<ServerLogin> servers() throws IOException;

    /** Returns the files of other tools, the first to be looked into first; of most there is none. */
    List<LoginFile> files();
}
