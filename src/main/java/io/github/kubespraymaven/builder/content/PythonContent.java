package io.github.kubespraymaven.builder.content;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.metadata.MetadataField;
import io.github.kubespraymaven.python.metadata.RawMetadata;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.PackageUrl;
import io.github.kubespraymaven.sbom.licence.Licence;
import io.github.kubespraymaven.sbom.licence.LicenceNames;
import io.github.kubespraymaven.sbom.licence.PythonLicence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Python distributions of a layer, as their metadata say, and the collections that came in one of them. */
public final class PythonContent {
    private static final String ANSIBLE = "pkg:pypi/ansible@";

    private final Map<ProjectName, Component.Source> files;
    private final PythonLicence licences = new PythonLicence(LicenceNames.load());

    private PythonContent(Map<ProjectName, Component.Source> files) {
        this.files = files;
    }

    /**
     * Returns the distributions of a layer.
     *
     * @param seen of that layer
     * @param installed what was unpacked into it
     */
    public static List<Component> of(SeenFiles seen, List<FetchedDistribution> installed) throws IOException {
        Map<ProjectName, Component.Source> files = installed.stream()
                .collect(Collectors.toMap(
                        FetchedDistribution::project,
                        one -> new Component.Source(one.filename().text(), one.digest())));
        PythonContent content = new PythonContent(files);
        List<Component> components = new ArrayList<>();
        Optional<PackageUrl> ansible = Optional.empty();
        for (byte[] metadata : (Iterable<byte[]>) seen.metadata()::iterator) {
            Optional<Component> one = content.distribution(RawMetadata.parse(metadata));
            one.ifPresent(components::add);
            ansible = ansible.or(
                    () -> one.map(Component::purl).filter(purl -> purl.text().startsWith(ANSIBLE)));
        }
        for (byte[] manifest : (Iterable<byte[]>) seen.collections()::iterator) {
            Optional<Component> one = content.collection(manifest);
            if (one.isPresent()) {
                components.add(ansible.isPresent() ? one.get().in(ansible.get()) : one.get());
            }
        }
        return components;
    }

    /** Metadata without name or version are none, for pip neither. */
    private Optional<Component> distribution(RawMetadata metadata) {
        Optional<String> name = metadata.text(MetadataField.NAME);
        Optional<String> version = metadata.text(MetadataField.VERSION);
        try {
            Optional<ProjectName> project = name.map(ProjectName::of);
            return project.isPresent() && version.isPresent()
                    ? Optional.of(distribution(project.get(), name.get(), version.get(), metadata))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Component distribution(ProjectName project, String name, String version, RawMetadata metadata) {
        return Component.of(
                        Component.Kind.PYTHON,
                        name,
                        version,
                        PackageUrl.of("pypi/" + project.normalized(), version, Map.of()))
                .under(licences.of(
                        metadata.text(MetadataField.LICENSE_EXPRESSION),
                        metadata.text(MetadataField.LICENSE),
                        metadata.list(MetadataField.CLASSIFIER)))
                .from(Optional.ofNullable(files.get(project)))
                .by(Optional.empty(), maker(metadata));
    }

    /** The address may hold the name, {@code NAME <ADDRESS>}, and then says more than the name. */
    private static Optional<String> maker(RawMetadata metadata) {
        return metadata.text(MetadataField.AUTHOR_EMAIL)
                .filter(address -> address.contains("<"))
                .or(() -> metadata.text(MetadataField.AUTHOR))
                .or(() -> metadata.text(MetadataField.MAINTAINER_EMAIL).filter(address -> address.contains("<")))
                .or(() -> metadata.text(MetadataField.MAINTAINER))
                .map(String::strip)
                .filter(maker -> !maker.isEmpty() && !maker.contains("\n") && !maker.equalsIgnoreCase("unknown"));
    }

    /** A manifest that cannot be read makes no collection, for ansible-galaxy neither. */
    private Optional<Component> collection(byte[] manifest) {
        try {
            JsonView info =
                    JsonReader.read(manifest, "MANIFEST.json of a collection").get("collection_info");
            String name = info.get("namespace").text() + "." + info.get("name").text();
            String version = info.get("version").text();
            List<String> authors = texts(info, "authors");
            Component one = Component.of(
                    Component.Kind.COLLECTION,
                    name,
                    version,
                    PackageUrl.of("generic/ansible-collection/" + name, version, Map.of()));
            return Optional.of(one.under(licence(texts(info, "license")))
                    .by(
                            Optional.empty(),
                            authors.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", authors))));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** galaxy.yml: "license: The license or licenses for content inside of a collection". */
    private Optional<Licence> licence(List<String> names) {
        List<Licence> all = names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> licences.of(Optional.empty(), Optional.of(name), List.of()).stream())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(Licence.all(all));
    }

    /** A list of texts, or one text where somebody forgot that it is a list. */
    private static List<String> texts(JsonView info, String member) throws JsonException {
        List<String> texts = new ArrayList<>();
        Optional<JsonView> value = info.find(member);
        if (value.isPresent() && value.get().value() instanceof Json.Array array) {
            array.items().forEach(item -> {
                if (item instanceof Json.Text text) {
                    texts.add(text.value());
                }
            });
        } else if (value.isPresent() && value.get().value() instanceof Json.Text text) {
            texts.add(text.value());
        }
        return texts;
    }
}
