package io.github.kubespraymaven.fetch;

/** Is told how one transfer goes. It says nothing back and must return soon. */
public interface TransferWatch {
    /** The file has so many bytes: its server says so. */
    void sized(long bytes);

    /** So many bytes have come in all; fewer than before when the transfer had to begin again. */
    void advanced(long bytes);

    /** Returns one that takes no note. */
    static TransferWatch silent() {
        return new TransferWatch() {
            @Override
            public void sized(long bytes) {}

            @Override
            public void advanced(long bytes) {}
        };
    }
}
