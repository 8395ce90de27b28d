package io.github.kubespraymaven.python.metadata;

import java.util.Locale;
import java.util.Optional;

/** The fields of core metadata 2.5, under their names in lower case. */
public enum MetadataField {
    METADATA_VERSION(Kind.ONE),
    NAME(Kind.ONE),
    VERSION(Kind.ONE),
    DYNAMIC(Kind.MANY),
    PLATFORM(Kind.MANY),
    SUPPORTED_PLATFORM(Kind.MANY),
    SUMMARY(Kind.ONE),
    DESCRIPTION(Kind.ONE),
    DESCRIPTION_CONTENT_TYPE(Kind.ONE),
    KEYWORDS(Kind.LIST),
    HOME_PAGE(Kind.ONE),
    DOWNLOAD_URL(Kind.ONE),
    AUTHOR(Kind.ONE),
    AUTHOR_EMAIL(Kind.ONE),
    MAINTAINER(Kind.ONE),
    MAINTAINER_EMAIL(Kind.ONE),
    LICENSE(Kind.ONE),
    LICENSE_EXPRESSION(Kind.ONE),
    LICENSE_FILE(Kind.MANY),
    CLASSIFIER(Kind.MANY),
    REQUIRES_DIST(Kind.MANY),
    REQUIRES_PYTHON(Kind.ONE),
    REQUIRES_EXTERNAL(Kind.MANY),
    PROJECT_URL(Kind.PAIRS),
    PROVIDES_EXTRA(Kind.MANY),
    PROVIDES_DIST(Kind.MANY),
    OBSOLETES_DIST(Kind.MANY),
    REQUIRES(Kind.MANY),
    PROVIDES(Kind.MANY),
    OBSOLETES(Kind.MANY),
    IMPORT_NAME(Kind.MANY),
    IMPORT_NAMESPACE(Kind.MANY);

    /** How often a field may stand there, and what is in it. */
    enum Kind {
        /** Once, a text. */
        ONE,
        /** Any number of times, a text each. */
        MANY,
        /** Once, texts with commas between them. */
        LIST,
        /** Any number of times, a label, a comma and a URL each; no label twice. */
        PAIRS
    }

    private final Kind kind;

    MetadataField(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The field's name in lower case, {@code requires-dist}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<MetadataField> named(String lowerCaseName) {
        for (MetadataField field : values()) {
            if (field.text().equals(lowerCaseName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
