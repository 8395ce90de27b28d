/**
 * What a site without the internet needs of it: files, images, and what makes a deployment use them. May use {@code
 * manifest}, {@code registry}, {@code fetch}, {@code image} and {@code concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline;
