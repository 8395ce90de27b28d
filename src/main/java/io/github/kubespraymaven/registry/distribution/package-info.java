/**
 * The OCI distribution specification (1.1), spoken to one repository at a time, with the token authentication that Docker's
 * registry brought (distribution, Token Authentication Specification). May use {@code http}, {@code cache} and {@code
 * image}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.registry.distribution;
