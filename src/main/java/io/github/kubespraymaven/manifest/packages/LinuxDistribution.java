package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A distribution of Linux as Ansible's facts describe it.
 *
 * @param name as users write it: {@code debian-12}
 * @param family {@code os_family}
 * @param distribution {@code distribution}
 * @param version {@code distribution_version}
 * @param release {@code distribution_release}
 * @param packageManager {@code pkg_mgr}
 * @param id {@code ID} in /etc/os-release
 */
public record LinuxDistribution(
        String name,
        String family,
        String distribution,
        String version,
        String release,
        String packageManager,
        String id) {
    /** Each major version in its newest minor one, as far as that makes a difference. */
    private static final List<LinuxDistribution> KNOWN = List.of(
            redHat("almalinux-8", "AlmaLinux", "8.10", "almalinux"),
            redHat("almalinux-9", "AlmaLinux", "9.6", "almalinux"),
            redHat("almalinux-10", "AlmaLinux", "10.0", "almalinux"),
            redHat("amazon-2", "Amazon", "2", "amzn"),
            redHat("amazon-2023", "Amazon", "2023", "amzn"),
            redHat("centos-9", "CentOS", "9", "centos"),
            redHat("centos-10", "CentOS", "10", "centos"),
            debian("debian-11", "Debian", "11.11", "bullseye"),
            debian("debian-12", "Debian", "12.11", "bookworm"),
            debian("debian-13", "Debian", "13.0", "trixie"),
            redHat("fedora-40", "Fedora", "40", "fedora"),
            redHat("fedora-41", "Fedora", "41", "fedora"),
            redHat("fedora-42", "Fedora", "42", "fedora"),
            redHat("openeuler-22", "openEuler", "22.03", "openEuler"),
            redHat("openeuler-24", "openEuler", "24.03", "openEuler"),
            suse("opensuse-leap-15", "openSUSE Leap", "15.6", "opensuse-leap"),
            redHat("oraclelinux-8", "OracleLinux", "8.10", "ol"),
            redHat("oraclelinux-9", "OracleLinux", "9.6", "ol"),
            redHat("rhel-8", "RedHat", "8.10", "rhel"),
            redHat("rhel-9", "RedHat", "9.6", "rhel"),
            redHat("rhel-10", "RedHat", "10.0", "rhel"),
            redHat("rocky-8", "Rocky", "8.10", "rocky"),
            redHat("rocky-9", "Rocky", "9.6", "rocky"),
            redHat("rocky-10", "Rocky", "10.0", "rocky"),
            debian("ubuntu-20", "Ubuntu", "20.04", "focal"),
            debian("ubuntu-22", "Ubuntu", "22.04", "jammy"),
            debian("ubuntu-24", "Ubuntu", "24.04", "noble"));

    private static LinuxDistribution debian(String name, String distribution, String version, String release) {
        return new LinuxDistribution(
                name, "Debian", distribution, version, release, "apt", distribution.toLowerCase(Locale.ROOT));
    }

    private static LinuxDistribution redHat(String name, String distribution, String version, String id) {
        boolean old = name.equals("amazon-2");
        return new LinuxDistribution(name, "RedHat", distribution, version, "NA", old ? "yum" : "dnf", id);
    }

    private static LinuxDistribution suse(String name, String distribution, String version, String id) {
        return new LinuxDistribution(name, "Suse", distribution, version, "NA", "zypper", id);
    }

    /** All that are known, by name. */
    public static List<LinuxDistribution> known() {
        return KNOWN;
    }

    /**
     * Those of some names, in the order of all.
     *
     * @throws ManifestException that names those that are known, if one is not
     */
    public static List<LinuxDistribution> named(List<String> names) throws ManifestException {
        List<String> wrong = new ArrayList<>(names);
        KNOWN.forEach(known -> wrong.removeIf(known.name()::equals));
        if (!wrong.isEmpty()) {
            throw new ManifestException("osPackages: no distribution named " + String.join(", ", wrong)
                    + " is known; there are all, "
                    + KNOWN.stream().map(LinuxDistribution::name).collect(Collectors.joining(", ")));
        }
        return KNOWN.stream().filter(known -> names.contains(known.name())).toList();
    }

    /** {@code distribution_major_version}. */
    public String majorVersion() {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }

    /**
     * What Ansible and kubespray's first tasks find out about such a host: facts, and what those tasks register. The package manager is there,
     * so that the host is none whose root is an OSTree.
     */
    Dict facts(Architecture architecture) {
        Dict facts = new Dict.Builder()
                .put("os_family", new Text(family))
                .put("distribution", new Text(distribution))
                .put("distribution_version", new Text(version))
                .put("distribution_major_version", new Text(majorVersion()))
                .put("distribution_release", new Text(release))
                .put("pkg_mgr", new Text(packageManager))
                .put("service_mgr", new Text("systemd"))
                .put("system", new Text("Linux"))
                .put("architecture", new Text(architecture.kernel()))
                .build();
        Dict.Builder variables = new Dict.Builder().put("ansible_facts", facts);
        facts.entries().forEach(fact -> variables.put("ansible_" + fact.getKey().text(), fact.getValue()));
        Dict osRelease = new Dict.Builder()
                .put("ID", new Text(id))
                .put("VERSION_ID", new Text(version))
                .build();
        return variables
                .put(
                        "os_release",
                        new Dict.Builder().put("stdout_lines", lines()).build())
                .put("os_release_dict", osRelease)
                .put("ostree", dict("stat", dict("exists", Bool.FALSE)))
                .put("is_ostree", Bool.FALSE)
                .put("is_fedora_coreos", Bool.FALSE)
                .build();
    }

    /** As they stand in /etc/os-release: the Debians and Fedora do without the quotes. */
    private Items lines() {
        boolean bare = family.equals("Debian") || id.equals("fedora");
        return Items.texts(List.of("ID=" + (bare ? id : '"' + id + '"'), "VERSION_ID=\"" + version + '"'));
    }

    private static Dict dict(String key, Value value) {
        return new Dict.Builder().put(key, value).build();
    }
}
