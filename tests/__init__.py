"""The tests of Trigpoint."""

import os

# As `trigpoint.cli.main` has it for every command, before numpy is there (decision 0319).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
