/**
 * Source distributions (PEP 625 and what came before it): their metadata, those few that are installed without being built
 * because rules say which of their files a wheel would hold, and the building of pure ones with the build machine's Python.
 * Uses {@code python.wheel}, {@code python.zip}, {@code tree}, {@code json} and the pure packages of {@code python}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.sdist;
