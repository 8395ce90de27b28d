package io.github.kubespraymaven.offline.upload;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.ContentHead;
import io.github.kubespraymaven.fetch.PartialContent;
import java.security.MessageDigest;

/** What a server has, of which only the hash is kept. */
final class HashedContent implements PartialContent {
    private final MessageDigest sha256 = Algorithm.SHA256.start();
    private ContentHead head = ContentHead.NONE;
    private long size;

    @Override
    public long size() {
        return size;
    }

    @Override
    public ContentHead head() {
        return head;
    }

    @Override
    public void begin(ContentHead of) {
        head = of;
        size = 0;
        sha256.reset();
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        size += length;
    }

    /** Returns the hash of all that came; nothing can come after that. */
    Digest digest() {
        return Digest.finish(sha256);
    }
}
