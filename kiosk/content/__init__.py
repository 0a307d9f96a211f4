"""The words: guides and phrases, as authors wrote them."""
