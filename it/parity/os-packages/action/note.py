"""Stands for every module: does nothing, and writes down which packages a module for packages was asked for.

Facts come from the host's variable given_facts. What tasks register has the fields that kubespray asks for, as on a host
where nothing is installed yet. It is linked under each name that Ansible runs on the controller by itself.
"""
import json
import os
import re

from ansible.plugins.action import ActionBase

PACKAGES = {"package", "apt", "yum", "dnf", "zypper"}
INSTALL = re.compile(r"\b(?:apt-get|apt|dnf|yum|zypper)\b(?:\s+-\S+)*\s+install\s+([^&|;\n]*)")
NAME = re.compile(r"[A-Za-z0-9][\w.+:=~-]*$")


class ActionModule(ActionBase):
    _supports_check_mode = True

    def run(self, tmp=None, task_vars=None):
        module = self._task.action.split(".")[-1]
        arguments = dict(self._task.args)
        given = task_vars.get("given_facts", {})
        text = str(arguments.get("_raw_params", arguments.get("cmd", "")))
        result = {
            "changed": False, "rc": 0, "stdout": "", "stdout_lines": [], "stderr": "", "matched": 0, "files": [],
            "content": "", "stat": {"exists": False},
        }
        if module in PACKAGES:
            names = arguments.get("name", arguments.get("pkg")) or []
            names = names.split(",") if isinstance(names, str) else names
            self.note([str(name).strip() for name in names], arguments.get("state") == "absent", task_vars)
        elif module in ("raw", "command", "shell"):
            for found in INSTALL.finditer(text):
                self.note([w for w in found.group(1).split() if NAME.match(w)], False, task_vars)
            if "os-release" in text:
                result["stdout_lines"] = task_vars.get("given_os_release", [])
        elif module == "setup":
            result["ansible_facts"] = {"ansible_" + name: value for name, value in given.items()}
        elif module == "service_facts":
            result["ansible_facts"] = {"services": {}}
        return result

    def note(self, names, removed, task_vars):
        with open(os.environ["NOTED"], "a") as out:
            for name in names:
                out.write(json.dumps([task_vars["inventory_hostname"], bool(removed), name]) + "\n")
