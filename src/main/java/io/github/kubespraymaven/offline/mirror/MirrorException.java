package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Images that could not be copied, or that a comparison did not find: says for each why. */
public class MirrorException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorException(String message) {
        super(message);
    }

    /** Something that only the user can do something about. */
    static final class Mine extends MirrorException implements UserError {
        private static final long serialVersionUID = 1L;

        Mine(String message) {
            super(message);
        }
    }

    /** Says which images are not in the target, and why. */
    static MirrorException incomplete(MirrorResult result, List<Exception> failures) {
        List<MirrorEntry> failed = result.missing().stream()
                .filter(entry -> entry.state() != MirrorEntry.State.FETCHED)
                .toList();
        boolean fetched = failed.size() < result.missing().size();
        String others = fetched
                ? "; the archive was left as it was, and a further run brings only what is missing"
                : failed.size() < result.entries().size()
                        ? "; the others are there, and a further run copies only what is missing"
                        : "";
        return of(
                failed.size() + " of " + result.entries().size() + " images could not be copied to " + result.target()
                        + others + ":\n" + lines(failed),
                failures);
    }

    /** Says which images in the target are others than those of the sources, or are not whole. */
    static MirrorException different(MirrorResult result, List<Exception> failures) {
        return of(
                result.missing().size() + " of " + result.entries().size() + " images in " + result.target()
                        + " are not those of their sources:\n"
                        + lines(result.missing().stream()
                                .map(MirrorEntry::compared)
                                .toList()),
                failures);
    }

    private static String lines(List<MirrorEntry> entries) {
        return entries.stream()
                .map(entry -> "  " + entry.source() + ": " + entry.reason().orElse("it is not there"))
                .collect(Collectors.joining("\n"));
    }

    private static MirrorException of(String message, List<Exception> failures) {
        boolean mine = failures.stream().allMatch(failure -> failure instanceof UserError);
        MirrorException exception = mine ? new Mine(message) : new MirrorException(message);
        failures.forEach(exception::addSuppressed);
        return exception;
    }
}
