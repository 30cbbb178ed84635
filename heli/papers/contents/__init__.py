"""Queries gathered into the plain data of one paper."""
