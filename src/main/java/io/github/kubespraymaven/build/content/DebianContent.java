package io.github.kubespraymaven.build.content;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.copyright.CopyrightFile;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
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
    private static final String SUPPLIER = "Debian";

    private final SeenFiles seen;
    private final Map<String, Component.Source> files;
    private final DebianSynopsis synopsis = new DebianSynopsis(LicenceNames.load());

    private DebianContent(SeenFiles seen, Map<String, Component.Source> files) {
        this.seen = seen;
        this.files = files;
    }

    /**
     * Returns the packages of a layer, and the system they make.
     *
     * @param seen of that layer
     * @param chosen what was unpacked into it
     */
    public static List<Component> of(SeenFiles seen, List<ChosenPackage> chosen) throws IOException {
        Map<String, Component.Source> files = chosen.stream()
                .collect(Collectors.toMap(
                        one -> key(one.name(), one.version(), one.architecture()),
                        one -> new Component.Source(one.fileName(), one.sha256()),
                        (one, same) -> one));
        return new DebianContent(seen, files).components();
    }

    private static String key(String name, String version, String architecture) {
        return name + " " + version + " " + architecture;
    }

    private List<Component> components() throws IOException {
        List<Component> components = new ArrayList<>();
        Map<String, String> release = release();
        String id = release.getOrDefault("ID", "debian");
        String number = release.getOrDefault("VERSION_ID", "");
        if (!number.isEmpty()) {
            components.add(Component.of(
                    Component.Kind.OPERATING_SYSTEM, id, number, PackageUrl.of("generic/" + id, number, Map.of())));
        }
        String distro = id + (number.isEmpty() ? "" : "-" + number);
        for (Paragraph stanza :
                ControlReader.readAll(seen.text(SeenFiles.STATUS).orElse(""), SeenFiles.STATUS)) {
            if (stanza.get("Status").orElse("").endsWith(" installed")) {
                components.add(component(stanza, id, distro));
            }
        }
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
                .by(Optional.of(SUPPLIER), stanza.get("Maintainer"));
    }

    private Optional<Licence> licence(String name) {
        List<Licence> licences = seen.copyright(name).flatMap(CopyrightFile::read).stream()
                .flatMap(file -> file.licences().stream())
                .map(synopsis::licence)
                .toList();
        return licences.isEmpty() ? Optional.empty() : Optional.of(Licence.all(licences));
    }

    /** What os-release(5) says: {@code NAME=value}, quoted as a shell would. */
    private Map<String, String> release() {
        Map<String, String> release = new HashMap<>();
        seen.text(SeenFiles.RELEASE).orElse("").lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                release.put(
                        line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            }
        });
        return release;
    }
}
