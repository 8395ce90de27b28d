"""play.py CHECKOUT DIR: writes a playbook of the checkout's roles, with a host a distribution, to DIR."""
import json
import os
import sys

DEBIAN, REDHAT, SUSE = ("Debian", "apt"), ("RedHat", "dnf"), ("Suse", "zypper")
# name, family and package manager, distribution, version, release, ID, whether os-release has it without quotes
KNOWN = [
    ("debian-12", DEBIAN, "Debian", "12.11", "bookworm", "debian", True),
    ("ubuntu-22", DEBIAN, "Ubuntu", "22.04", "jammy", "ubuntu", True),
    ("ubuntu-24", DEBIAN, "Ubuntu", "24.04", "noble", "ubuntu", True),
    ("rocky-9", REDHAT, "Rocky", "9.6", "NA", "rocky", False),
    ("rhel-9", REDHAT, "RedHat", "9.6", "NA", "rhel", False),
    ("fedora-41", REDHAT, "Fedora", "41", "NA", "fedora", True),
    ("opensuse-leap-15", SUSE, "openSUSE Leap", "15.6", "NA", "opensuse-leap", False),
]
ROLES = [
    ("kubespray_defaults", "false"), ("kubespray-defaults", "false"), ("bootstrap_os", None), ("bootstrap-os", None),
    ("kubernetes/preinstall", None), ("container-engine", "deploy_container_engine | default(true)"),
    ("network_plugin/calico", "kube_network_plugin == 'calico'"), ("kubernetes-apps/helm", "helm_enabled"),
]


def main(checkout, target):
    wanted = os.environ.get("DISTRIBUTIONS", "").split()
    hosts = {}
    for name, (family, manager), distribution, version, release, identifier, bare in KNOWN:
        if wanted and name not in wanted:
            continue
        hosts[name] = {
            "ansible_connection": "nowhere",
            "given_facts": {
                "os_family": family, "distribution": distribution, "distribution_version": version,
                "distribution_major_version": version.split(".")[0], "distribution_release": release,
                "pkg_mgr": manager, "service_mgr": "systemd", "system": "Linux", "architecture": "x86_64",
            },
            "given_os_release": ["ID=" + (identifier if bare else '"%s"' % identifier), 'VERSION_ID="%s"' % version],
        }
    names = {name: {} for name in hosts}
    groups = ["kube_control_plane", "etcd", "kube_node", "k8s_cluster", "calico_rr"]
    inventory = {
        "all": {
            "hosts": dict(hosts, localhost={"ansible_connection": "nowhere"}),
            "children": {group: {"hosts": {} if group == "calico_rr" else names} for group in groups},
        }
    }
    roles = []
    for role, when in ROLES:
        if os.path.isdir(os.path.join(checkout, "roles", role)) and not (role == "bootstrap-os" and roles[-1]["role"] == "bootstrap_os"):
            roles.append({"role": role} if when is None else {"role": role, "when": when})
    play = [{
        "hosts": "k8s_cluster", "gather_facts": False, "ignore_errors": True, "pre_tasks": [{"setup": {}}], "roles": roles,
    }]
    for file, content in [("hosts.yml", inventory), ("play.yml", play)]:
        with open(os.path.join(target, file), "w") as out:
            json.dump(content, out, indent=1)
    with open(os.path.join(target, "hosts.ini"), "w") as out:
        for group in groups[:3]:
            out.write("[%s]\nnode\n" % group)
    with open(os.path.join(target, "distributions"), "w") as out:
        out.write(",".join(hosts))


main(*sys.argv[1:])
