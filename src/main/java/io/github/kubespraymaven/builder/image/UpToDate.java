package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.checkout.InputFingerprint;
import io.github.kubespraymaven.file.Replacement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Remembers, beside an image, all that it follows from: as long as that is the same and the image is still there, a build has
 * nothing to do. To find that out costs a look at each file, and spares all the rest; any doubt means an ordinary build.
 *
 * @param asked all that was asked for, the plugin's own version included
 * @param git all that git answered
 * @param inputs the files that decide, as {@link io.github.kubespraymaven.checkout.InputRecorder} notes them
 * @param results the files that were written, likewise
 * @param json what image.json says if nothing has changed
 * @param report what people are told then, a line each
 */
public record UpToDate(String asked, String git, String inputs, String results, String json, List<String> report) {
    /** Changes whenever an image of the same inputs would be another, or what is written below. */
    private static final String FORMAT = "kubespray up-to-date 1";

    private static final String FILE = ".image-inputs";

    /** Keeps its own copy. */
    public UpToDate {
        report = List.copyOf(report);
    }

    /**
     * Returns what is remembered of the image in a folder for results, if it was asked for in the same words.
     *
     * @param asked as it will be compared
     */
    public static Optional<UpToDate> find(Path results, String asked) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(results.resolve(FILE))))) {
            if (!read(in).equals(FORMAT) || !read(in).equals(asked)) {
                return Optional.empty();
            }
            return Optional.of(
                    new UpToDate(asked, read(in), read(in), read(in), read(in), List.of(read(in).split("\n"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether all of it is as it was, and the image too.
     *
     * @param gitNow all that git answers now
     */
    public boolean holds(String gitNow) {
        return git.equals(gitNow) && InputFingerprint.unchanged(inputs) && InputFingerprint.unchanged(results);
    }

    /**
     * Says so in image.json.
     *
     * @return what people are told, a line each
     */
    public List<String> again(Path folder) throws IOException {
        Replacement.write(folder.resolve("image.json"), json.getBytes(StandardCharsets.UTF_8));
        return report;
    }

    /** Keeps this beside the image. */
    void keep(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String part : List.of(FORMAT, asked, git, inputs, results, json, String.join("\n", report))) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
        Replacement.write(folder.resolve(FILE), bytes.toByteArray());
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut short");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
