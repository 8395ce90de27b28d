/**
 * What a distribution says of itself: the PyPA's core metadata ("Core metadata specifications", PEP 566 and its
 * successors), read from METADATA and PKG-INFO as the {@code packaging} library reads them. Uses
 * the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.metadata;
