/**
 * JSON texts (RFC 8259) as values: read strictly and bounded, written in one way only. Uses Jackson's streaming core alone,
 * because data binding costs a cold JVM more than an idle build may take.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.json;
