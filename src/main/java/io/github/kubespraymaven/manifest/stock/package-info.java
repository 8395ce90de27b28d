/**
 * The lists that kubespray's own script prints, byte for byte, with its quirks: {@code contrib/offline/generate_list.sh} of the checkout's
 * release. Since v2.18 the script greps templates out of the variable files and has Ansible render them on localhost; before, it makes a shell
 * script of them. Uses {@code jinja} and {@code manifest.variables}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.stock;
