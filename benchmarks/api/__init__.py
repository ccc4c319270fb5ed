"""Measure the API's two main reads beside other ways to serve the same releases.

Run ``python -m benchmarks.api [--size N] [--only NAME…] [--json FILE]``.

- ``world`` makes a database of its own under ``var/bench-<size>`` and fills it by COPY.
- ``apps`` holds the contenders that run behind the same server as the site, ``others``
  those that bring their own.
- ``measuring`` asks over one connection and counts CPU seconds of server and database.
- ``bars`` says what must be reached.
"""
