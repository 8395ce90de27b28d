/**
 * JSON texts (RFC 8259) as values: read strictly and bounded, written in one way only. The reader is our own, in small methods:
 * a library's are so large that a cold JVM takes longer to compile them than to read all that a build reads.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.json;
