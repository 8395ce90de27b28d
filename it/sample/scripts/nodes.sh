#!/bin/sh
# nodes.sh INVENTORY: the names of the nodes in an inventory
exec ansible-inventory -i "${1:?an inventory}" --list | jq -r '._meta.hostvars | keys[]'
