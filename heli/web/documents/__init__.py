"""来文: what came in, and the review page on which a clerk prepares what it asks for."""
