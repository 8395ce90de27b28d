package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.fetch.TreeName;

/** Is told how a download goes, from several threads at once. It says nothing back and must return soon. */
public interface DownloadWatch {
    /** So many files are to be fetched. */
    void planned(int files);

    /** A file is asked for. */
    void begun(TreeName file);

    /** It has so many bytes. */
    void sized(TreeName file, long bytes);

    /** So many of them are here; fewer than before when it had to begin again. */
    void advanced(TreeName file, long bytes);

    /** It is there, or could not be had: the line says which. */
    void ended(TreeName file, boolean there, String line);

    /** Returns one that takes no note. */
    static DownloadWatch silent() {
        return new DownloadWatch() {
            @Override
            public void planned(int files) {}

            @Override
            public void begun(TreeName file) {}

            @Override
            public void sized(TreeName file, long bytes) {}

            @Override
            public void advanced(TreeName file, long bytes) {}

            @Override
            public void ended(TreeName file, boolean there, String line) {}
        };
    }
}
