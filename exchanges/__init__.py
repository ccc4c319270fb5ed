"""Detentions, releases, trades, concessions, linkages: what was given for each."""
