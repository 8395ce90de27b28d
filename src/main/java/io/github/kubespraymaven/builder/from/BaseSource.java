package io.github.kubespraymaven.builder.from;

import java.util.Optional;

/** What a base for one platform stands on. */
public sealed interface BaseSource {

    /** Nothing: its lowest layer is made of this suite's packages. */
    record OnSuite(Suite suite) implements BaseSource {
        @Override
        public BaseOs os() {
            String name = "debian:" + suite.codename();
            return new BaseOs(name, name, Optional.empty());
        }
    }

    /**
     * An image.
     *
     * @param below what is in it
     * @param asked how it was asked for
     */
    record OnImage(ImageBelow below, String asked) implements BaseSource {
        @Override
        public BaseOs os() {
            FromImage image = below.facts().image();
            return new BaseOs(image.name(), asked, Optional.of(image.digest()));
        }
    }

    /** Returns what of it decides about a base. */
    BaseOs os();
}
