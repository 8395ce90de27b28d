/**
 * From packages to the one root they make together: what dpkg does when it unpacks them onto an empty disk with a merged
 * {@code /usr}, and what {@linkplain io.github.kubespraymaven.debian.unpack.ScriptEffects maintainer scripts} are known to do
 * afterwards, without running one. Follows Debian Policy, dpkg(1) and the usrmerge of Debian 12. May use {@code debian.deb},
 * {@code debian.control}, {@code debian.relation} and {@code tree}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.unpack;
