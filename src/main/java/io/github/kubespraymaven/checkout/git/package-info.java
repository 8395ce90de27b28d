/**
 * What git knows of a checkout: commit, nearest tag, and the modes and links of its index. Asks the git executable and
 * follows its documented plumbing formats (git-ls-files(1), git-rev-list(1), git-describe(1)); the only place of this room
 * that runs programs. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.checkout.git;
