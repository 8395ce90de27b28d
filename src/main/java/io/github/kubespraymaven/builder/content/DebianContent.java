package io.github.kubespraymaven.builder.content;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.copyright.CopyrightFile;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.image.root.OsRelease;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.PackageUrl;
import io.github.kubespraymaven.sbom.licence.DebianSynopsis;
import io.github.kubespraymaven.sbom.licence.Licence;
import io.github.kubespraymaven.sbom.licence.LicenceNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The packages of a Debian system, as its dpkg's status lists them. */
public final class DebianContent {
    private static final String DEBIAN = "debian";

    private final OsRelease release;
    private final Function<String, Optional<String>> copyright;
    private final Map<String, Component.Source> files;
    private final DebianSynopsis synopsis = new DebianSynopsis(LicenceNames.load());

    private DebianContent(
            OsRelease release, Function<String, Optional<String>> copyright, Map<String, Component.Source> files) {
        this.release = release;
        this.copyright = copyright;
        this.files = files;
    }

    /**
     * Returns the packages of a layer, and the system they make.
     *
     * @param seen of that layer
     * @param chosen what was unpacked into it
     * @param below os-release of the image that the layer is added to, where it is
     */
    public static List<Component> of(SeenFiles seen, List<ChosenPackage> chosen, Optional<OsRelease> below)
            throws IOException {
        Map<String, Component.Source> files = chosen.stream()
                .collect(Collectors.toMap(
                        one -> key(one.name(), one.version(), one.architecture()),
                        one -> new Component.Source(one.fileName(), one.sha256()),
                        (one, same) -> one));
        List<Paragraph> installed =
                ControlReader.readAll(seen.text(SeenFiles.STATUS).orElse(""), SeenFiles.STATUS).stream()
                        .filter(stanza -> stanza.get("Status").orElse("").endsWith(" installed"))
                        .toList();
        OsRelease release = seen.text(SeenFiles.RELEASE)
                .map(OsRelease::read)
                .or(() -> below)
                .orElse(OsRelease.UNKNOWN);
        return new DebianContent(release, seen::copyright, files).components(installed);
    }

    /**
     * Returns the packages of an image that somebody else made, and the system that it says to be. Their files are not at hand,
     * and so neither are their licences.
     *
     * @param installed what is installed in it, as dpkg says it
     * @param release its os-release, where it has one
     */
    public static List<Component> present(List<Paragraph> installed, Optional<OsRelease> release) {
        return new DebianContent(release.orElse(OsRelease.UNKNOWN), name -> Optional.empty(), Map.of())
                .components(installed);
    }

    private static String key(String name, String version, String architecture) {
        return name + " " + version + " " + architecture;
    }

    private List<Component> components(List<Paragraph> installed) {
        List<Component> components = new ArrayList<>();
        String id = release.id().orElse(DEBIAN);
        String number = release.version().orElse("");
        if (!number.isEmpty()) {
            components.add(Component.of(
                    Component.Kind.OPERATING_SYSTEM, id, number, PackageUrl.of("generic/" + id, number, Map.of())));
        }
        String distro = id + (number.isEmpty() ? "" : "-" + number);
        installed.forEach(stanza -> components.add(component(stanza, id, distro)));
        return components;
    }

    private Component component(Paragraph stanza, String id, String distro) {
        Function<String, String> field = name -> stanza.get(name).orElse("");
        String name = field.apply("Package");
        String version = field.apply("Version");
        String architecture = field.apply("Architecture");
        Map<String, String> qualifiers = new HashMap<>(Map.of("arch", architecture, "distro", distro));
        // Advisories go by source package; where it has the binary package's name and version nothing is written.
        String source = field.apply("Source").replaceFirst(" \\((.*)\\)$", "@$1");
        if (!source.equals(name)) {
            qualifiers.put("upstream", source);
        }
        return Component.of(
                        Component.Kind.DEBIAN,
                        name,
                        version,
                        PackageUrl.of("deb/" + id + "/" + name, version, qualifiers))
                .under(licence(name))
                .from(Optional.ofNullable(files.get(key(name, version, architecture))))
                .by(Optional.of(id.equals(DEBIAN) ? "Debian" : release.name().orElse(id)), stanza.get("Maintainer"));
    }

    private Optional<Licence> licence(String name) {
        List<Licence> licences = copyright.apply(name).flatMap(CopyrightFile::read).stream()
                .flatMap(file -> file.licences().stream())
                .map(synopsis::licence)
                .toList();
        return licences.isEmpty() ? Optional.empty() : Optional.of(Licence.all(licences));
    }
}
