"""overrides.py CHECKOUT FILES_REPO: group variables with which a release takes its files from FILES_REPO/HOST/PATH. Each of the release's
own variables that is a URL of a file, or the beginning of such ones, is written as it is, its scheme replaced.
"""

import glob
import json
import re
import sys

import yaml

checkout, files_repo = sys.argv[1:]
own = {}
for pattern in ("roles/download/defaults/main.yml", "roles/download/defaults/main/main.yml", "roles/kubespray[-_]defaults/defaults/main/download.yml", "roles/kubernetes-apps/argocd/defaults/main.yml"):
    for path in glob.glob(f"{checkout}/{pattern}"):
        with open(path, encoding="utf-8") as text:
            own.update(yaml.safe_load(text))
hosts = {name for name in own if re.fullmatch(r"(github|dl_k8s_io|storage_googleapis|get_helm)_url", name)}
print(f"files_repo: {files_repo}")
for name, value in own.items():
    if (name in hosts or name.endswith("_download_url") or name == "argocd_install_url") and re.match("https?://", str(value)):
        print(f"{name}: " + json.dumps(re.sub("^https?://", "{{ files_repo }}/", value)))
