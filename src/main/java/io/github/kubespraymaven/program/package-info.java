/** Programs of this machine that others are asked to do something by. Uses nothing. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.program;
