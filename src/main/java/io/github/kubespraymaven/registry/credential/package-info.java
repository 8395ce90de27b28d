/**
 * Who asks a registry: logins from Maven's settings, from the files of podman and Docker, and from credential helpers. What is
 * secret in them never gets into a message. May use {@code json} and {@code process}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.registry.credential;
