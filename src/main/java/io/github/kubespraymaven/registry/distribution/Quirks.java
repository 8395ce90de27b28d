package io.github.kubespraymaven.registry.distribution;

import java.util.concurrent.atomic.AtomicLong;

/** What one registry was seen to do otherwise than most, so that it is not found out again for every blob. */
final class Quirks {
    private static final int TOO_LARGE = 413;

    private final AtomicLong wholeBelow = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong largestPiece = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean headRefused;
    private volatile boolean mountsRefused;

    /** Tells whether it answers HEAD with a refusal where GET finds something. */
    boolean refusesHead() {
        return headRefused;
    }

    void headRefused() {
        headRefused = true;
    }

    /** Tells whether it mounts no blobs, from whichever repository. */
    boolean refusesMounts() {
        return mountsRefused;
    }

    void mountsRefused() {
        mountsRefused = true;
    }

    /** Tells whether it takes no blob of so many bytes in one PUT. */
    boolean wantsPieces(long size) {
        return size >= wholeBelow.get();
    }

    /** One PUT was refused, and pieces were taken. Too large is that blob and what is larger; all else is about every blob. */
    void wholeRefused(long size, int status) {
        wholeBelow.accumulateAndGet(status == TOO_LARGE ? size : 0, Math::min);
    }

    /** Returns how many bytes a piece may have, as far as is known. */
    long largestPiece() {
        return largestPiece.get();
    }

    void pieceTooLarge(long next) {
        largestPiece.accumulateAndGet(next, Math::min);
    }
}
