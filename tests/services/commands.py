"""`python -m <module> …` for less: `python -m tests.services.commands <module> …`."""

import runpy
import sys

from tests.services.thrift import spend_less

if __name__ == "__main__":
    spend_less()
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
