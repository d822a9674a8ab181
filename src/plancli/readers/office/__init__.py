"""What the readers of office documents share: the archive, its XML, and paragraphs as lines."""
