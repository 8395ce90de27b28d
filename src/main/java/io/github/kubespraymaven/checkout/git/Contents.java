package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.CommandRun;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A running {@code git cat-file --batch}, which is asked for objects one after the other. It ends after two minutes at the latest. */
final class Contents implements Closeable {
    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int MOST_BYTES = 64 << 20;
    private static final int LONGEST_HEADER = 256;

    private final CommandRun run;
    private final InputStream answers;

    Contents(CommandRun run) {
        this.run = run;
        this.answers = new BufferedInputStream(run.output(), 1 << 16);
    }

    /**
     * Asks for an object (git-cat-file(1), "Batch output": {@code OBJECT TYPE SIZE\n}, the bytes, a line feed).
     *
     * @param what its name for messages
     * @throws UserErrorException if git does not have it, or it is too long
     */
    byte[] of(String objectId, String what) throws UserErrorException {
        try {
            run.input().write((objectId + "\n").getBytes(StandardCharsets.US_ASCII));
            run.input().flush();
            String[] header = line().split(" ");
            if (header.length != 3) {
                // It says "missing", or dies where it would have to fetch the object.
                throw new UserErrorException("git does not have the content of " + what
                        + "; if this is a partial clone, git fetch --refetch --no-filter makes it whole");
            }
            long size = Long.parseLong(header[2]);
            if (size > MOST_BYTES) {
                throw new UserErrorException(what + " has " + size + " bytes, the most is " + MOST_BYTES);
            }
            byte[] bytes = answers.readNBytes((int) size);
            if (bytes.length < size || answers.read() != '\n') {
                throw new IOException("it ended in the middle of an object");
            }
            return bytes;
        } catch (UserErrorException e) {
            throw e;
        } catch (IOException | NumberFormatException e) {
            throw new UserErrorException("git gave no content of " + what + ": " + e.getMessage(), e);
        }
    }

    /** Returns a line; an empty one at the end of all answers. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = answers.read(); c != '\n' && c >= 0; c = answers.read()) {
            if (line.size() > LONGEST_HEADER) {
                throw new IOException("no header, but a long line");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        run.close();
    }
}
