package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.from.FromImage;
import java.util.Optional;

/** What a base for one platform stands on. */
sealed interface Ground {

    /** Nothing: its lowest layer is made of this suite's packages. */
    record OnSuite(Suite suite) implements Ground {
        @Override
        public BaseInputs.Standing standing() {
            String name = "debian:" + suite.codename();
            return new BaseInputs.Standing(name, name, Optional.empty());
        }

        @Override
        public Optional<FromImage> image() {
            return Optional.empty();
        }
    }

    /**
     * An image.
     *
     * @param below what is in it
     * @param asked how it was asked for
     */
    record OnImage(ImageBelow below, String asked) implements Ground {
        @Override
        public BaseInputs.Standing standing() {
            FromImage image = below.facts().image();
            return new BaseInputs.Standing(image.name(), asked, Optional.of(image.digest()));
        }

        @Override
        public Optional<FromImage> image() {
            return Optional.of(below.facts().image());
        }
    }

    /** Returns what of it decides about a base. */
    BaseInputs.Standing standing();

    /** Returns the image, if it is one. */
    Optional<FromImage> image();
}
