"""Ask the site in this container whether it is ready; exit 0 if it is."""

import sys
import urllib.request

ADDRESS = "http://127.0.0.1:8000/readyz"
TIMEOUT = 4  # seconds

with urllib.request.urlopen(ADDRESS, timeout=TIMEOUT) as answer:
    sys.exit(answer.status != 200)
