/**
 * Who asks a registry: logins from Maven's settings, from Docker's config.json and from Docker's credential helpers. What is
 * secret in them never gets into a message. May use {@code json}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.registry.credential;
