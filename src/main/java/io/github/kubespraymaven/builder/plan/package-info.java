/** The base image: what goes into it, the key of that, and how it is made. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.plan;
