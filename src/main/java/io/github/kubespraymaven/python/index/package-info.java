/**
 * Where distributions are found: indexes of the simple repository API (PEP 503, 691, 700, 592, 658, 714), links and
 * directories of files, and which of them a user means. Uses {@code fetch}, {@code json} and the pure packages of {@code
 * python}, and {@code python.wheel} to read the metadata in a wheel at a distance.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.index;
