package io.github.kubespraymaven.fetch;

import java.io.IOException;

/** The bytes of a file that have come so far: a transfer that broke off is gone on with behind them. */
public interface PartialContent {
    /** Returns how many bytes have come. */
    long size();

    /** Returns what the server that sent the first of them said of the file. */
    ContentHead head();

    /**
     * Forgets what has come: the next byte is the first one of an answer with this head.
     *
     * @throws IOException if there is no room for so much, or it cannot be written
     */
    void begin(ContentHead head) throws IOException;

    /** Tells whether all has come, so that nothing more is asked for, whatever a server has announced. */
    default boolean isComplete() {
        return false;
    }

    /** Takes the next bytes. */
    void append(byte[] bytes, int offset, int length) throws IOException;
}
