package io.github.kubespraymaven.python.requirementsfile;

/**
 * Something that pip would refuse.
 *
 * @param place the line on which the trouble itself is, of a continued line too
 * @param column from 1, in UTF-16 units
 * @param message what was got and what was wanted
 */
public record Problem(Place place, int column, String message) {
    @Override
    public String toString() {
        return place + ":" + column + ": " + message;
    }
}
