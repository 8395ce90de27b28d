/**
 * Which files a .dockerignore keeps out, exactly as Docker's BuildKit reads it: the file as moby/patternmatcher's
 * {@code ignorefile} does, one pattern as its {@code Pattern} does (Go's {@code filepath.Clean} and {@code filepath.Match}
 * included), many patterns over a tree as tonistiigi/fsutil's filter does. Uses RE2/J, because Docker's patterns become
 * regular expressions in the syntax of Go's, of which RE2/J is the Java port.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.checkout.ignore;
