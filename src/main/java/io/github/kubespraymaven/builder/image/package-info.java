/** The image: a base and the checkout on top, with the names and facts it is known by. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.image;
