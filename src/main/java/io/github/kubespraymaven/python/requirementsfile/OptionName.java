package io.github.kubespraymaven.python.requirementsfile;

/** The options that may stand in a requirements file ("Supported options" of pip's documentation). */
enum OptionName {
    INDEX_URL("--index-url", 'i', true),
    PYPI_URL("--pypi-url", ' ', true),
    EXTRA_INDEX_URL("--extra-index-url", ' ', true),
    NO_INDEX("--no-index", ' ', false),
    CONSTRAINT("--constraint", 'c', true),
    REQUIREMENT("--requirement", 'r', true),
    EDITABLE("--editable", 'e', true),
    FIND_LINKS("--find-links", 'f', true),
    NO_BINARY("--no-binary", ' ', true),
    ONLY_BINARY("--only-binary", ' ', true),
    PREFER_BINARY("--prefer-binary", ' ', false),
    REQUIRE_HASHES("--require-hashes", ' ', false),
    NO_REQUIRE_HASHES("--no-require-hashes", ' ', false),
    PRE("--pre", ' ', false),
    ALL_RELEASES("--all-releases", ' ', true),
    ONLY_FINAL("--only-final", ' ', true),
    TRUSTED_HOST("--trusted-host", ' ', true),
    USE_FEATURE("--use-feature", ' ', true),
    HASH("--hash", ' ', true),
    CONFIG_SETTINGS("--config-settings", 'C', true);

    private final String text;
    private final char letter;
    private final boolean takesValue;

    OptionName(String text, char letter, boolean takesValue) {
        this.text = text;
        this.letter = letter;
        this.takesValue = takesValue;
    }

    String text() {
        return text;
    }

    /** The letter of the short form, a blank when there is none. */
    char letter() {
        return letter;
    }

    boolean takesValue() {
        return takesValue;
    }
}
