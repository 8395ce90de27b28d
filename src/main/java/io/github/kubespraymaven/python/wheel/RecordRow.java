package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.digest.Digest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of a RECORD file.
 *
 * @param path relative to the directory that dist-info is in; an installed one may lead out of it
 * @param digest of the file's bytes; empty for RECORD itself and its signatures
 * @param size of the file in bytes
 */
record RecordRow(String path, Optional<Digest> digest, OptionalLong size) {

    static RecordRow of(String path, Digest digest, long size) {
        return new RecordRow(path, Optional.of(digest), OptionalLong.of(size));
    }

    static RecordRow of(String path, byte[] bytes) {
        return of(path, Digest.of(bytes), bytes.length);
    }

    static RecordRow without(String path) {
        return new RecordRow(path, Optional.empty(), OptionalLong.empty());
    }

    /** Returns the hash as RECORD writes it: {@code sha256=}, then URL-safe base64 without padding. */
    String hash() {
        return digest.map(present -> present.algorithm().prefix()
                        + "="
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(HexFormat.of().parseHex(present.hex())))
                .orElse("");
    }
}
