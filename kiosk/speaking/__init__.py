"""The mouth: says sentences, one at a time, and is silent at once when told."""
