package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.BlobWriter;
import java.io.IOException;

/** A file on its way into the cache. */
final class BlobContent implements PartialContent {
    private final BlobWriter writer;
    private ContentHead head = ContentHead.NONE;

    BlobContent(BlobWriter writer) {
        this.writer = writer;
    }

    @Override
    public long size() {
        return writer.size();
    }

    @Override
    public ContentHead head() {
        return head;
    }

    @Override
    public void begin(ContentHead of) throws IOException {
        if (writer.size() > 0) {
            writer.restart();
        }
        head = of;
    }

    @Override
    public void append(byte[] bytes, int offset, int length) throws IOException {
        writer.write(bytes, offset, length);
    }
}
