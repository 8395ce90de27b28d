#!/usr/bin/python
"""Says whether a pod's phase is one that is still going somewhere."""

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = """
---
module: pod_phase
short_description: Judges a pod's phase
description: Fails for a phase that a pod does not leave again.
options:
  phase:
    description: One of Kubernetes' pod phases.
    type: str
    required: true
author: kubespray-maven-plugin
"""


def main():
    module = AnsibleModule(argument_spec={"phase": {"type": "str", "required": True}}, supports_check_mode=True)
    phase = module.params["phase"]
    if phase in ("Failed", "Unknown"):
        module.fail_json(msg="a pod does not come back from %s" % phase)
    module.exit_json(changed=False, phase=phase)


if __name__ == "__main__":
    main()
