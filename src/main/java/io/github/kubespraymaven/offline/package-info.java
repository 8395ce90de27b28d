/**
 * What a site without the internet needs of it: files, images, and what makes a deployment use them. May use {@code
 * manifest}, {@code registry}, {@code fetch} and {@code image}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline;
