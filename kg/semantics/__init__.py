"""The article's semantic graph as the network reads it, and the scorer that weighs it against the rules."""
