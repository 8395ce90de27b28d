package io.github.kubespraymaven.python.requirementsfile;

import java.util.List;
import java.util.Map;

/** A line of a requirements file that says something, continued lines joined. */
public sealed interface RequirementsEntry {
    /** Where the line starts. */
    Place place();

    /**
     * A line that asks for something.
     *
     * @param text what asks, without the options: as pip keeps it, blanks within and all
     * @param asked what is asked for
     * @param constraint whether it stands in a constraints file and so installs nothing
     * @param hashes allowed digests by algorithm, hexadecimal as written; empty when all are
     * @param configSettings values by name for the project's build, in their order
     */
    record Requested(
            Place place,
            String text,
            Asked asked,
            boolean constraint,
            Map<String, List<String>> hashes,
            Map<String, List<String>> configSettings)
            implements RequirementsEntry {}

    /**
     * A line of options alone.
     *
     * @param options in the order in which they take effect
     */
    record Options(Place place, List<Option> options) implements RequirementsEntry {
        public Options {
            options = List.copyOf(options);
        }
    }
}
