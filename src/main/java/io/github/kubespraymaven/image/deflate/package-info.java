/**
 * The deflate format (RFC 1951), written: an encoder of our own, because the JDK's gives other bytes with every zlib that a
 * JDK or an operating system brings along. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.image.deflate;
