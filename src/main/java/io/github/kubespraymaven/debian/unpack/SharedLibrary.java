package io.github.kubespraymaven.debian.unpack;

/**
 * What the dynamic linker's cache holds of a library.
 *
 * @param soname the name that programs ask for
 * @param is64 whether its words have 64 bits
 * @param machine the number of the processor it is for (ELF's e_machine: 62 is x86-64, 183 is AArch64)
 */
public record SharedLibrary(String soname, boolean is64, int machine) {}
