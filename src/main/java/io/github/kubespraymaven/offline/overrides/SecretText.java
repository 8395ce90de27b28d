package io.github.kubespraymaven.offline.overrides;

/** A text that is written as it is, and not evaluated: Ansible's tag {@code !unsafe}. Printed without what it is. */
record SecretText(String value) {

    @Override
    public String toString() {
        return "a secret";
    }
}
