package io.github.kubespraymaven.checkout;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What nobody should find in an image. */
enum Secret {
    PRIVATE_KEY("a private key"),
    VAULT_PASSWORD("a vault password"),
    KUBECONFIG("a kubeconfig with credentials");

    /** Keys of every kind end their first line so (RFC 7468, section 10, RFC 4880, section 6.2, and OpenSSH's own). */
    private static final String KEY_ARMOUR = " PRIVATE KEY";

    private static final Pattern ARMOUR_END =
            Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----\\r?\\n");

    private static final String PUTTY_KEY = "PuTTY-User-Key-File-";
    private static final String VAULT = "$ANSIBLE_VAULT;";
    private static final String CONFIG = "Config";
    private static final Pattern KUBECONFIG_KIND =
            Pattern.compile("^kind: *[\"']?Config[\"']? *\\r?$|\"kind\": ?\"Config\"", Pattern.MULTILINE);
    private static final Pattern USERS_CREDENTIAL = Pattern.compile(
            "^ *(- )?(client-key-data|token|password|client-key): *[^ {\\r\\n]"
                    + "|\"(client-key-data|token|password|client-key)\": ?\"[^\"{]",
            Pattern.MULTILINE);

    private final String words;

    Secret(String words) {
        this.words = words;
    }

    /** Returns the warning to give of a file. */
    String warning(String path) {
        return path + " looks like " + words + " and will be in the image; a line in .dockerignore keeps it out";
    }

    /**
     * Looks at a file.
     *
     * @param path where it is in the checkout
     * @param head the first bytes of it
     * @param length how many they are
     */
    static Optional<Secret> in(String path, byte[] head, int length) {
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        if ((text.contains(KEY_ARMOUR) && ARMOUR_END.matcher(text).find()) || text.startsWith(PUTTY_KEY)) {
            return Optional.of(PRIVATE_KEY);
        }
        if (text.contains(CONFIG)
                && KUBECONFIG_KIND.matcher(text).find()
                && USERS_CREDENTIAL.matcher(text).find()) {
            return Optional.of(KUBECONFIG);
        }
        return isVaultPassword(path, text) ? Optional.of(VAULT_PASSWORD) : Optional.empty();
    }

    /** By its name, as nothing in a password says that it is one; scripts that ask a keyring for it are none. */
    private static boolean isVaultPassword(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean named = name.contains("vault") && name.contains("pass");
        boolean data = name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".j2") || name.endsWith(".md");
        return named && !data && !text.isBlank() && !text.startsWith("#!") && !text.startsWith(VAULT);
    }
}
