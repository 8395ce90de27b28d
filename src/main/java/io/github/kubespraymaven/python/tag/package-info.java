/**
 * Which wheels fit which interpreter and machine: compatibility tags (PEP 425, PEP 600) and the file names that carry them
 * (PEP 427, PEP 491; sdists: PEP 625). Follows the {@code packaging} library where the texts are silent. Uses
 * {@code python.version}, {@code python.requirement} and {@code python.text}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.tag;
