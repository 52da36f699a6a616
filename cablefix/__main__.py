"""`python -m cablefix`."""

import sys

from cablefix.cli import main

sys.exit(main())
