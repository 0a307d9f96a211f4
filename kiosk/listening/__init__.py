"""The ear: the microphone, the recognisers and what is listened for."""
