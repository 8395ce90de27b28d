/**
 * Two images compared, in words: which layer, which file, and what of it. Pure: it reads what it is given and writes nothing.
 * Images are hostile: what a comparison holds in memory and what it says are bounded. May use {@code image} and what is below.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.verify;
