package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.concurrent.FailurePolicy;
import io.github.kubespraymaven.fetch.FetchException.MissingException;
import io.github.kubespraymaven.fetch.FetchException.UnavailableFilesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names every file that cannot be had, and why; without a cache no other can be had either.
 *
 * @param asked how many files were asked for
 */
record MissingFiles(int asked) implements FailurePolicy {
    @Override
    public boolean endsAll(Exception failure) {
        return !(failure instanceof IOException) || failure instanceof CacheException;
    }

    @Override
    public Exception together(List<Exception> failures) {
        List<MissingException> missing = new ArrayList<>();
        for (Exception failure : failures) {
            if (!(failure instanceof MissingException one)) {
                return failure;
            }
            missing.add(one);
        }
        return summary(missing, asked);
    }

    /** Returns what says of files that they are missing. */
    static UnavailableFilesException summary(List<MissingException> missing, int asked) {
        String number = missing.size() + " of " + asked;
        boolean offline = missing.stream().allMatch(MissingException::isOffline);
        return new UnavailableFilesException(
                offline
                        ? "Maven is offline, and these files are not in the cache (" + number
                                + "); build once without -o:"
                        : "files that could not be fetched (" + number + "):",
                missing);
    }
}
