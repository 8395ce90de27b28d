/**
 * Text as Python reads it, where Java reads it otherwise: white space and string literals; and foreign text made fit to be
 * shown. Follows "Lexical analysis" of the Python language reference. Uses the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.text;
