/**
 * Content digests: the one name under which every byte this plugin trusts is known. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.digest;
