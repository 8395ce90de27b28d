package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.deb.ControlFiles;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.debian.relation.Relations;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a package says of itself, known before any of its files are.
 *
 * @param file the package
 * @param version its version
 * @param replaces whose files it may take over (Policy 7.6.1)
 * @param control its control files: paragraph, scripts, lists
 */
public record PackageControl(PackageFile file, DebianVersion version, List<Relation> replaces, ControlFiles control) {

    /** Reads a package's control files, and checks that it is the package it is taken for. */
    static PackageControl read(PackageFile file, DebLimits limits) throws IOException {
        String deb = file.fileName();
        ControlFiles control;
        try (InputStream in = new BufferedInputStream(file.deb().open())) {
            control = DebArchive.open(in, deb, limits).control();
        }
        Paragraph paragraph = control.paragraph();
        require(deb, paragraph, "Package", file.name());
        require(deb, paragraph, "Version", file.version());
        require(deb, paragraph, "Architecture", file.architecture());
        try {
            List<Relation> replaces = Relations.parse(
                            paragraph.unfolded("Replaces").orElse(""))
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            return new PackageControl(file, DebianVersion.parse(file.version()), replaces, control);
        } catch (IllegalArgumentException e) {
            throw new DebianException(deb, "control", String.valueOf(e.getMessage()), e);
        }
    }

    private static void require(String deb, Paragraph paragraph, String field, String wanted) throws DebianException {
        String got = paragraph.get(field).orElse("");
        if (!got.equals(wanted)) {
            throw new DebianException(deb, "control", field + " " + wanted + " is wanted, got '" + got + "'");
        }
    }

    /** The package's name. */
    public String name() {
        return file.name();
    }

    /** Whether this package's files may stand in place of the other's. */
    boolean replaces(PackageControl other) {
        return replaces.stream()
                .anyMatch(relation -> relation.name().equals(other.name())
                        && relation.constraint()
                                .map(c -> c.allows(other.version))
                                .orElse(true));
    }

    /** Name and version, as errors give them. */
    @Override
    public String toString() {
        return name() + " " + file.version();
    }
}
