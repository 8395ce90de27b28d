package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sdists that are installed without being built: those of Ansible's releases that have no wheel. */
public final class SdistRules {
    private static final String RESOURCE = "rules.json";

    private final List<SdistRule> rules;

    private SdistRules(List<SdistRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Reads the rules that come with this class. */
    public static SdistRules standard() {
        try (InputStream in = SdistRules.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return read(JsonReader.read(in.readAllBytes(), RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SdistRules read(JsonView rules) throws IOException {
        List<SdistRule> read = new ArrayList<>();
        for (JsonView rule : rules.items()) {
            List<SdistRule.Move> trees = new ArrayList<>();
            for (JsonView move : rule.get("trees").items()) {
                trees.add(new SdistRule.Move(
                        move.get("from").text(), move.get("to").text()));
            }
            read.add(new SdistRule(
                    ProjectName.of(rule.get("project").text()),
                    SpecifierSet.parse(rule.get("versions").text()),
                    trees,
                    text(rule, "scripts"),
                    text(rule, "requirements")));
        }
        return new SdistRules(read);
    }

    private static Optional<String> text(JsonView rule, String name) throws IOException {
        Optional<JsonView> value = rule.find(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value.get().text());
    }

    /** Tells whether this version's sdist is installed as it is. */
    public boolean covers(ProjectName project, Version version) {
        return rules.stream().anyMatch(rule -> rule.isFor(project, version));
    }

    Optional<SdistRule> rule(SdistFilename filename) {
        return rules.stream()
                .filter(rule -> rule.isFor(filename.name(), filename.version()))
                .findFirst();
    }
}
