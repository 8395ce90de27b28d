package io.github.kubespraymaven.python.requirementsfile;

/**
 * Where something stands.
 *
 * @param file as it was reached: what was asked to be read, or that joined with what a file named
 * @param line from 1; of a continued line its first
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
