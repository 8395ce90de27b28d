"""A connection that leads nowhere: whatever a task would still do on a host fails."""
from ansible.plugins.connection import ConnectionBase

DOCUMENTATION = """
name: nowhere
short_description: leads nowhere
description: leads nowhere
"""


class Connection(ConnectionBase):
    transport = "nowhere"
    has_pipelining = False

    def _connect(self):
        self._connected = True
        return self

    def exec_command(self, cmd, in_data=None, sudoable=True):
        return 1, b"", b"nowhere"

    def put_file(self, in_path, out_path):
        raise IOError("nowhere")

    def fetch_file(self, in_path, out_path):
        raise IOError("nowhere")

    def close(self):
        self._connected = False
