package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.registry.Copied;
import java.util.ArrayList;
import java.util.List;
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
 * @param notes what else is to be said, for people
 */
public record MirrorEntry(
        String source,
        String target,
        Optional<Digest> digest,
        Optional<Digest> original,
        State state,
        int blobs,
        long bytes,
        Optional<String> reason,
        List<String> notes) {
    /** Keeps its own copy. */
    public MirrorEntry {
        notes = List.copyOf(notes);
    }

    /** What can become of an image. */
    public enum State {
        /** It was copied now. */
        COPIED,
        /** It was there before. */
        PRESENT,
        /** It could not be copied. */
        FAILED,
        /** Its layers were brought here, but the archive with them was not written. */
        FETCHED,
        /** It is not there: nothing is copied where only a comparison was asked for. */
        MISSING,
        /** Another stands there under its name. */
        DIFFERENT,
        /** A part of it is missing there, or is damaged. */
        DAMAGED
    }

    /** Returns what is known before anybody has looked. */
    static MirrorEntry of(String source, String target, List<String> notes) {
        return new MirrorEntry(
                source,
                target,
                Optional.empty(),
                Optional.empty(),
                State.MISSING,
                0,
                0,
                Optional.of("it is not there"),
                notes);
    }

    /** Returns this, with the image that the target is to have. */
    MirrorEntry wanting(Digest wanted, Digest ofSource) {
        return new MirrorEntry(
                source,
                target,
                Optional.of(wanted),
                wanted.equals(ofSource) ? Optional.empty() : Optional.of(ofSource),
                state,
                blobs,
                bytes,
                reason,
                notes);
    }

    /** Returns what is known of it once the target was looked at. */
    MirrorEntry found(TargetState found) {
        boolean other = found.digest().isPresent() && !found.digest().equals(digest);
        if (other) {
            return as(
                    State.DIFFERENT,
                    Optional.of("the target has " + found.digest().get() + ", the source "
                            + digest.map(Digest::toString).orElse("none")));
        }
        if (found.problem().isPresent()) {
            return as(State.DAMAGED, found.problem());
        }
        return found.digest().isPresent() ? as(State.PRESENT, Optional.empty()) : this;
    }

    MirrorEntry as(State what, Optional<String> why) {
        return new MirrorEntry(source, target, digest, original, what, blobs, bytes, why, notes);
    }

    MirrorEntry copied(Copied copied) {
        return new MirrorEntry(
                source,
                target,
                digest,
                original,
                State.COPIED,
                copied.blobs(),
                copied.bytes(),
                Optional.empty(),
                notes);
    }

    /** Returns this, with more to be said. */
    MirrorEntry noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new MirrorEntry(source, target, digest, original, state, blobs, bytes, reason, all);
    }

    /** Returns this as a comparison tells it. */
    MirrorEntry compared() {
        return state == State.FAILED ? as(state, reason.map(why -> "it cannot be compared: " + why)) : this;
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
        if (!notes.isEmpty()) {
            json.put("notes", Json.texts(notes));
        }
        return json.build();
    }
}
