package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.ContentHead;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** A file could not be brought into the tree. */
abstract sealed class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    private DownloadException(String message) {
        super(message);
    }

    /** What a source sent is not the file. */
    static final class WrongFileException extends DownloadException {
        private static final long serialVersionUID = 1L;

        private final boolean page;

        private WrongFileException(String message, boolean page) {
            super(message);
            this.page = page;
        }

        /** Tells whether it was an HTML page, which will not be another the next time. */
        boolean isPage() {
            return page;
        }

        /**
         * Says what was sent in its place, as far as its first bytes tell.
         *
         * @param from the source, as it may be printed
         */
        static WrongFileException of(
                WantedFile file, String from, Digest wanted, Digest got, byte[] beginning, ContentHead head) {
            StringBuilder text = new StringBuilder(from + ": sent other bytes, " + got + " instead of " + wanted);
            if (isHtml(beginning)) {
                text.append(" (an HTML page; is there a login page or a proxy in between?)");
            } else if (head.encoding().isPresent()) {
                text.append(" (with Content-Encoding: " + head.encoding().get()
                        + ", which nobody asked for; the server must send files as they are)");
            } else if (file.isMadeOnTheFly()) {
                text.append(
                        " (GitHub makes such archives anew, and their bytes changed in 2023 and 2025, so that the sum"
                                + " of an older release can never match again; give a filesMirror that kept it, or the new sum by extraVars)");
            } else if (file.trust() == FileTrust.FIRST_USE) {
                text.append(" (first seen, as files.json says; -Dkubespray.refresh takes the new ones)");
            } else {
                text.append(" (it is not the file that " + (file.trust() == FileTrust.LIST ? "the list" : "the release")
                        + " names; give a filesMirror that has that)");
            }
            return new WrongFileException(text.toString(), isHtml(beginning));
        }

        /** Says of a file of which nobody knows the sum that it cannot be this. */
        static WrongFileException page(String from) {
            return new WrongFileException(
                    from + ": sent an HTML page in place of the file; is there a login page or a proxy in between?",
                    true);
        }

        /** Says that nobody knows what the bytes of a coded file would be. */
        static WrongFileException encoded(String from, String encoding) {
            return new WrongFileException(
                    from + ": sent with Content-Encoding: " + encoding
                            + ", which nobody asked for, and no sum tells whether it is the file",
                    false);
        }
    }

    /** A file that no source has given. */
    static final class MissingFileException extends DownloadException {
        private static final long serialVersionUID = 1L;

        private MissingFileException(String message, List<IOException> reasons) {
            super(message);
            reasons.forEach(this::addSuppressed);
        }

        /** Says why each source did not give it, and what to do about the last one, which is upstream. */
        static MissingFileException of(List<IOException> reasons) {
            String all = reasons.stream()
                    .map(reason -> Optional.ofNullable(reason.getMessage())
                            .orElse(reason.getClass().getSimpleName()))
                    .distinct()
                    .collect(Collectors.joining("; "));
            return new MissingFileException(all + wayOut(reasons.get(reasons.size() - 1)), reasons);
        }

        /** Says why nobody could be asked; the reason knows what to do. */
        static MissingFileException of(IOException reason) {
            return new MissingFileException(String.valueOf(reason.getMessage()), List.of(reason));
        }

        private static String wayOut(IOException reason) {
            if (reason instanceof WrongFileException || reason instanceof SSLException) {
                return "";
            }
            if (reason instanceof StatusException answer) {
                return switch (answer.status()) {
                    case 401, 403 -> "";
                    case 404, 410 -> "; take a version that is there, or give a filesMirror that has the file";
                    default -> "; run again later, or give a filesMirror that has the file";
                };
            }
            return "; see to the network and the proxy and run again, or give a filesMirror that has the file";
        }
    }

    /** Tells whether a file begins as HTML pages do. */
    static boolean isHtml(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^ï»¿", "");
        return text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head");
    }
}
