/**
 * Zip archives (PKWARE's APPNOTE.TXT, 6.3.10) read by their central directory, from a file or from byte ranges of a
 * server, with everything refused that two readers could understand in two ways. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.zip;
