/**
 * Images in registries: {@link io.github.kubespraymaven.registry.Push} brings one there, {@link
 * io.github.kubespraymaven.registry.Lookup} finds one. The protocol is in {@code distribution}, names are in {@code
 * reference}, logins in {@code credential}. May use {@code image}, {@code http}, {@code cache} and {@code concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.registry;
