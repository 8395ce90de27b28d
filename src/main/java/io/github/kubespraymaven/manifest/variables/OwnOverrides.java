package io.github.kubespraymaven.manifest.variables;

/**
 * Variable files that the goal offline-vars has written. They make a deployment use a site's servers; lists that are to name upstreams leave
 * them out, although they lie in the inventory.
 */
public final class OwnOverrides {
    /** The first line of such a file. */
    public static final String MARKER = "# Written by kubespray-maven-plugin, goal offline-vars.";

    /** The file of logins, which nobody can look into once it is encrypted. */
    public static final String LOGINS = "offline-logins.yml";

    private static final String VAULT = "$ANSIBLE_VAULT;";

    private OwnOverrides() {}

    /**
     * Tells whether a file is one of these.
     *
     * @param path its path, of which the name counts
     */
    public static boolean isOne(String path, String text) {
        return text.startsWith(MARKER) || isEncryptedLogins(path, text);
    }

    /** Tells whether it is the file of logins, encrypted: no list needs what it holds. */
    static boolean isEncryptedLogins(String path, String text) {
        return text.startsWith(VAULT)
                && path.substring(path.lastIndexOf('/') + 1).equals(LOGINS);
    }
}
