package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the options of one line come to. */
final class OptionsReader {
    /** pip knows more algorithms and refuses the weak ones. */
    private static final Set<String> HASHES = Set.of("sha256", "sha384", "sha512");

    private final List<GivenOption> given;

    private OptionsReader(List<GivenOption> given) {
        this.given = given;
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException when pip would refuse one
     */
    static OptionsReader read(String text) {
        OptionsReader options = new OptionsReader(GivenOption.parse(ShellWords.split(text)));
        options.hashes();
        options.configSettings();
        options.effects();
        return options;
    }

    /** The first value of an option; pip passes over the others. */
    Optional<String> first(OptionName name) {
        return given.stream()
                .filter(option -> option.name() == name)
                .map(GivenOption::value)
                .findFirst();
    }

    Map<String, List<String>> hashes() {
        Map<String, List<String>> hashes = new LinkedHashMap<>();
        for (GivenOption option : given) {
            if (option.name() != OptionName.HASH) {
                continue;
            }
            int colon = option.value().indexOf(':');
            String algorithm = colon < 0 ? option.value() : option.value().substring(0, colon);
            if (colon < 0 || !HASHES.contains(algorithm)) {
                throw new IllegalArgumentException(
                        "--hash wants sha256, sha384 or sha512, a colon and the digest, got \""
                                + SourceExcerpt.of(option.value()) + "\"");
            }
            hashes.computeIfAbsent(algorithm, none -> new ArrayList<>())
                    .add(option.value().substring(colon + 1));
        }
        return hashes;
    }

    Map<String, List<String>> configSettings() {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (GivenOption option : given) {
            if (option.name() != OptionName.CONFIG_SETTINGS) {
                continue;
            }
            int equals = option.value().indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "--config-settings wants KEY=VALUE, got \"" + SourceExcerpt.of(option.value()) + "\"");
            }
            settings.computeIfAbsent(option.value().substring(0, equals), none -> new ArrayList<>())
                    .add(option.value().substring(equals + 1));
        }
        return settings;
    }

    /** Those that hold for all lines, in the order in which pip lets them take effect. */
    List<Option> effects() {
        List<Option> effects = new ArrayList<>();
        add(effects, OptionName.NO_INDEX);
        // Of several on a line, the last index is the index.
        given.stream()
                .filter(option -> option.name() == OptionName.INDEX_URL || option.name() == OptionName.PYPI_URL)
                .reduce((earlier, later) -> later)
                .ifPresent(option -> effects.add(new Option.IndexUrl(option.value())));
        add(effects, OptionName.EXTRA_INDEX_URL);
        first(OptionName.FIND_LINKS).ifPresent(location -> effects.add(new Option.FindLinks(location)));
        for (GivenOption option : given) {
            switch (option.name()) {
                case NO_BINARY -> effects.add(new Option.NoBinary(names(option)));
                case ONLY_BINARY -> effects.add(new Option.OnlyBinary(names(option)));
                case ALL_RELEASES -> effects.add(new Option.AllReleases(names(option)));
                case ONLY_FINAL -> effects.add(new Option.OnlyFinal(names(option)));
                case PRE -> effects.add(new Option.AllReleases(":all:"));
                case PREFER_BINARY -> effects.add(new Option.PreferBinary());
                case REQUIRE_HASHES -> effects.add(new Option.RequireHashes());
                case NO_REQUIRE_HASHES -> effects.add(new Option.NoRequireHashes());
                case TRUSTED_HOST -> effects.add(new Option.TrustedHost(option.value()));
                case USE_FEATURE -> effects.add(new Option.UseFeature(option.value()));
                case INDEX_URL, PYPI_URL, EXTRA_INDEX_URL, NO_INDEX, FIND_LINKS -> {}
                case CONSTRAINT, REQUIREMENT, EDITABLE, HASH, CONFIG_SETTINGS -> {}
            }
        }
        return effects;
    }

    private void add(List<Option> effects, OptionName name) {
        for (GivenOption option : given) {
            if (option.name() == name) {
                effects.add(
                        name == OptionName.NO_INDEX ? new Option.NoIndex() : new Option.ExtraIndexUrl(option.value()));
            }
        }
    }

    private static String names(GivenOption option) {
        if (option.value().startsWith("-")) {
            throw new IllegalArgumentException(
                    option.name().text() + " wants :all:, :none: or names with commas between" + " them, got \""
                            + SourceExcerpt.of(option.value()) + "\"");
        }
        for (String name : option.value().split(",")) {
            if (!name.isEmpty() && !name.equals(":all:") && !name.equals(":none:")) {
                ProjectName.of(name);
            }
        }
        return option.value();
    }
}
