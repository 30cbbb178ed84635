"""拟办单, 台账, the page of a matter, and what goes out."""
