/**
 * Which packages a request installs on an empty root: the answer of {@code apt-get install --no-install-recommends} with
 * apt 2.x's own solver (apt 3's newer one is another algorithm). apt documents its rules only as behaviour: what is
 * reproduced here is what apt 2.6 does, reason by reason, for the case that nothing is installed. Uses
 * {@code debian.index}, {@code debian.relation} and {@code debian.version}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.resolve;
