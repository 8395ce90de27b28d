/**
 * Charts of repositories: the file that an index names, with its digest, and an index that names nothing else. May use {@code
 * offline.download}, {@code fetch}, {@code manifest}, {@code digest} and {@code jinja}'s values.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline.chart;
