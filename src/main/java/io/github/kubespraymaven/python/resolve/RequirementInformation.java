package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.requirement.Requirement;
import java.util.Optional;

/**
 * Something that a key's version must fulfil.
 *
 * @param key what it is about
 * @param wish a requirement, or one exact candidate
 * @param origin who asks
 */
record RequirementInformation(Key key, Wish wish, Origin origin) {

    /** What is asked. */
    sealed interface Wish {
        /** A version in a range, or the file at an address. */
        record Range(Requirement requirement) implements Wish {}

        /** What was chosen for the project itself, asked for by one of its extras. */
        record Exactly(Candidate candidate) implements Wish {}
    }

    /** Who asks. */
    sealed interface Origin {
        /**
         * The user.
         *
         * @param place as {@code requirements.txt:3}
         * @param position among all that the user asks for, from 0
         */
        record User(String place, int position) implements Origin {}

        /**
         * A distribution that was chosen.
         *
         * @param because a demand that it was chosen for
         */
        record Parent(Key key, Candidate candidate, RequirementInformation because) implements Origin {}
    }

    Optional<Key> parent() {
        return origin instanceof Origin.Parent parent ? Optional.of(parent.key()) : Optional.empty();
    }

    Optional<Requirement> requirement() {
        return wish instanceof Wish.Range range ? Optional.of(range.requirement()) : Optional.empty();
    }

    Optional<String> url() {
        return requirement().flatMap(Requirement::url);
    }

    /** Whether a version that is chosen already will do; that it is a pre-release does not matter then. */
    boolean isMetBy(Candidate candidate) {
        if (wish instanceof Wish.Exactly exactly) {
            return exactly.candidate().equals(candidate);
        }
        return requirement()
                .filter(asked -> asked.url().isPresent()
                        ? candidate.direct()
                                && asked.url().get().startsWith(candidate.file().href())
                        : asked.specifier().matches(candidate.version()))
                .isPresent();
    }

    /** Returns what is asked and by whom, back to the user, in one line. */
    String chain() {
        StringBuilder text = new StringBuilder();
        RequirementInformation demand = this;
        while (true) {
            text.append(text.isEmpty() ? "" : ", which is there for ").append(demand.shown());
            if (demand.origin instanceof Origin.User user) {
                return text.append(" in ").append(user.place()).toString();
            }
            Origin.Parent parent = (Origin.Parent) demand.origin;
            text.append(" of ").append(parent.candidate());
            demand = parent.because();
        }
    }

    private String shown() {
        if (wish instanceof Wish.Exactly exactly) {
            return exactly.candidate().project() + "==" + exactly.candidate().version();
        }
        // The marker is true, or it would not be here.
        return requirement()
                .map(asked -> key
                        + asked.specifier().toString()
                        + asked.url().map(url -> " @ " + url).orElse(""))
                .orElse("");
    }
}
