package io.github.kubespraymaven.error;

/**
 * Marks the exceptions that only the user can do something about: a parameter, a file of the checkout or of the inventory.
 * Their message names the place and the way out; goals report them as a failure, all others as an error.
 */
public interface UserError {}
