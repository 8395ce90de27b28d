/** Where variables are read from: a directory, or a revision of a repository. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.source;
