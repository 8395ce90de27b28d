package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.Optional;

/**
 * A name that a package provides.
 *
 * @param provider who provides it
 * @param version the version it provides it at; without one it satisfies no relation that asks for a version (Policy 7.5)
 */
public record Provision(IndexedPackage provider, Optional<DebianVersion> version) {}
