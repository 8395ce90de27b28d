/**
 * Requirements files, read as pip reads them ("Requirements File Format" of pip's documentation, and pip's own reader where
 * that is silent): comments, continued lines, variables, options, and files that name other files. Files are given as a
 * function, so nothing is opened here. Uses {@code python.requirement}, {@code python.tag}, {@code python.version} and
 * {@code python.text}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.requirementsfile;
