/**
 * The goals, one small class each: parameters in, one call, result out. The only room that knows Maven, the clock, the
 * environment and the terminal; everything below takes values. May use all other rooms.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.mojo;
