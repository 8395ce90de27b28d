package io.github.kubespraymaven.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/** A page as it is kept between builds, with the marks its server gave it. */
record KeptPage(Page page, Validators validators) {
    private static final int FORMAT = 1;

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.bytes().length + 512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(page.uri().toString());
            out.writeUTF(page.contentType());
            out.writeUTF(validators.etag().orElse(""));
            out.writeUTF(validators.lastModified().orElse(""));
            out.write(page.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads a page; one of another format counts as none. */
    static Optional<KeptPage> of(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            if (in.readInt() != FORMAT) {
                return Optional.empty();
            }
            URI uri = URI.create(in.readUTF());
            String contentType = in.readUTF();
            Validators validators = new Validators(nonEmpty(in.readUTF()), nonEmpty(in.readUTF()));
            return Optional.of(new KeptPage(new Page(uri, contentType, in.readAllBytes()), validators));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
