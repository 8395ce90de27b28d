package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.registry.Copied;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one image.
 *
 * @param source its name as it was asked for
 * @param target its name in the target
 * @param digest of what the target has, or is to have; where its index was cut to platforms, not the source's
 * @param original the source's digest, where that is another
 * @param state what became of it
 * @param blobs how many blobs were moved for it
 * @param bytes how many bytes these have
 * @param reason why it failed or differs
 */
public record MirrorEntry(
        String source,
        String target,
        Optional<Digest> digest,
        Optional<Digest> original,
        State state,
        int blobs,
        long bytes,
        Optional<String> reason) {

    /** What can become of an image. */
    public enum State {
        /** It was copied now. */
        COPIED,
        /** It was there before. */
        PRESENT,
        /** It could not be copied. */
        FAILED,
        /** It is not there: nothing is copied where only a comparison was asked for. */
        MISSING,
        /** Another stands there under its name. */
        DIFFERENT
    }

    MirrorEntry as(State what, Optional<String> why) {
        return new MirrorEntry(source, target, digest, original, what, blobs, bytes, why);
    }

    MirrorEntry copied(Copied copied) {
        return new MirrorEntry(
                source, target, digest, original, State.COPIED, copied.blobs(), copied.bytes(), Optional.empty());
    }

    /** Tells whether the target has it. */
    public boolean isThere() {
        return state == State.COPIED || state == State.PRESENT;
    }

    Json.Members json() {
        Json.Builder json = Json.object().put("source", source).put("target", target);
        digest.ifPresent(value -> json.put("digest", value.toString()));
        original.ifPresent(value -> json.put("sourceDigest", value.toString()));
        json.put("state", state.name().toLowerCase(Locale.ROOT))
                .put("blobs", blobs)
                .put("bytes", bytes);
        reason.ifPresent(why -> json.put("reason", why));
        return json.build();
    }
}
