package io.github.kubespraymaven.build.content;

import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.metadata.MetadataField;
import io.github.kubespraymaven.python.metadata.RawMetadata;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.Fetched;
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
    private static final String ANSIBLE = "ansible";

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
    public static List<Component> of(SeenFiles seen, List<Fetched> installed) throws IOException {
        Map<ProjectName, Component.Source> files = installed.stream()
                .collect(Collectors.toMap(
                        Fetched::project,
                        one -> new Component.Source(one.filename().text(), one.digest())));
        PythonContent content = new PythonContent(files);
        List<Component> components = new ArrayList<>();
        Optional<PackageUrl> ansible = Optional.empty();
        for (byte[] metadata : (Iterable<byte[]>) seen.metadata()::iterator) {
            Component one = content.distribution(RawMetadata.parse(metadata));
            if (ProjectName.of(one.name()).normalized().equals(ANSIBLE)) {
                ansible = Optional.of(one.purl());
            }
            components.add(one);
        }
        for (byte[] manifest : (Iterable<byte[]>) seen.collections()::iterator) {
            Component one = content.collection(
                    JsonReader.read(manifest, "MANIFEST.json of a collection").get("collection_info"));
            components.add(ansible.map(one::in).orElse(one));
        }
        return components;
    }

    private Component distribution(RawMetadata metadata) {
        String name = metadata.text(MetadataField.NAME).orElse("");
        String version = metadata.text(MetadataField.VERSION).orElse("");
        ProjectName project = ProjectName.of(name);
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

    private Component collection(JsonView info) throws JsonException {
        String name = info.get("namespace").text() + "." + info.get("name").text();
        String version = info.get("version").text();
        List<String> authors = texts(info, "authors");
        return Component.of(
                        Component.Kind.COLLECTION,
                        name,
                        version,
                        PackageUrl.of("generic/ansible-collection/" + name, version, Map.of()))
                .under(licence(texts(info, "license")))
                .by(Optional.empty(), authors.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", authors)));
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

    private static List<String> texts(JsonView info, String member) throws JsonException {
        List<String> texts = new ArrayList<>();
        Optional<JsonView> list = info.find(member);
        if (list.isPresent()) {
            for (JsonView item : list.get().items()) {
                texts.add(item.text());
            }
        }
        return texts;
    }
}
