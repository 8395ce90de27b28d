package io.github.kubespraymaven.manifest.role;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that a role's template names.
 *
 * @param reference as the cluster will pull it
 * @param template the path of the template
 * @param text the role's tasks and the template: what they name may switch the image off
 */
public record RoleImage(String reference, String template, String text) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

    /** Whether the role heeds a variable that such an expression names. */
    public boolean heeds(String expression) {
        Matcher word = WORD.matcher(expression);
        while (word.find()) {
            if (word.group().contains("_") && text.contains(word.group())) {
                return true;
            }
        }
        return false;
    }

    /** A name for the image: the template's role and the last part of the repository. */
    public String name() {
        String repository = reference.contains("@")
                ? reference.substring(0, reference.indexOf('@'))
                : reference.substring(0, Math.max(reference.lastIndexOf(':'), 0));
        String[] parts = template.split("/");
        StringBuilder role = new StringBuilder();
        for (String part : parts) {
            if (part.equals("templates")) {
                break;
            }
            role.setLength(0);
            role.append(part);
        }
        return role + "_" + repository.substring(repository.lastIndexOf('/') + 1);
    }
}
