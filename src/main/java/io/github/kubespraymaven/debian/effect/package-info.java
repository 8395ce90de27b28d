/**
 * What maintainer scripts would have left in a root, made from the packages' own data without running anything: accounts,
 * alternatives, authorities, the files of base-files, dpkg's database.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.effect;
